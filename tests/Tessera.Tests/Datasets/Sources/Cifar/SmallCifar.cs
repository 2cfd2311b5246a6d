using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Imaging;
using Tessera.Imaging.Png;
using Tessera.Tests.Datasets.Sources.Pickle;

namespace Tessera.Tests.Datasets.Sources.Cifar;

/// <summary>A CIFAR-10 of three images a batch, in all its versions.</summary>
static class SmallCifar
{
    const int Records = 3;

    static readonly string[] s_batches = [.. CifarFormat.AllBatches];

    public static Dictionary<string, byte[]> Binary() => s_batches.ToDictionary(batch => batch + ".bin", BinaryBatch);

    public static Dictionary<string, byte[]> Python(Func<byte[], byte[], byte[]> write)
    {
        var files = s_batches.ToDictionary(batch => batch, batch => write(Labels(batch), Planes(batch)));
        files["batches.meta"] = PickleWriter.ClassNames(CifarFormat.Classes);
        return files;
    }

    public static Dictionary<string, byte[]> Sheets()
    {
        var files = s_batches.ToDictionary(batch => batch + ".png", Sheet);
        files["train_lables.json"] = Json(CifarFormat.TrainBatches.SelectMany(Labels));
        files["test_lables.json"] = Json(Labels(CifarFormat.TestBatch));
        return files;
    }

    public static void WriteTo(string folder, Dictionary<string, byte[]> files)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }

    public static byte[] Archive(Dictionary<string, byte[]> files, string folder = "cifar-10-batches-bin/")
    {
        var archive = new MemoryStream();
        using (var compressed = new GZipStream(archive, CompressionLevel.Fastest))
        using (var tar = new TarWriter(compressed, TarEntryFormat.Ustar))
        {
            foreach (var (name, bytes) in files)
            {
                var entry = new UstarTarEntry(TarEntryType.RegularFile, folder + name);
                entry.DataStream = new MemoryStream(bytes);
                tar.WriteEntry(entry);
            }
        }

        return archive.ToArray();
    }

    static byte[] BinaryBatch(string batch) =>
    [
        .. Labels(batch).Zip(Planes(batch).Chunk(CifarFormat.PixelBytes))
            .SelectMany(pair => pair.Second.Prepend(pair.First)),
    ];

    static byte[] Sheet(string batch)
    {
        var pixels = new byte[Records * CifarFormat.PixelBytes];
        for (var i = 0; i < pixels.Length; i += CifarFormat.PixelBytes)
        {
            CifarPlanes.ToInterleaved(Planes(batch).AsSpan(i), pixels.AsSpan(i));
        }

        return PngEncoder.Encode(new Picture(1024, Records, PixelFormat.Rgb, pixels));
    }

    static byte[] Json(IEnumerable<byte> labels) =>
        JsonSerializer.SerializeToUtf8Bytes(labels.Select(label => (int)label));

    static byte[] Labels(string batch) => [(byte)(Seed(batch) % 10), 9, (byte)(Seed(batch) % 7)];

    static byte[] Planes(string batch)
    {
        var planes = new byte[Records * CifarFormat.PixelBytes];
        new Random(Seed(batch)).NextBytes(planes);
        return planes;
    }

    static int Seed(string batch) => Array.IndexOf(s_batches, batch) + 5;
}
