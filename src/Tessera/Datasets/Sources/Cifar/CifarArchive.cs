using System.Formats.Tar;
using System.IO.Compression;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>A .tar.gz with any version of CIFAR-10, read as a stream.</summary>
static class CifarArchive
{
    /// <exception cref="TesseraException">
    /// It is cut short, damaged, or has entries that lead out of its folder.
    /// </exception>
    public static void Unpack(
        string path, CifarUnpacker unpacker, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        var total = file.Length;
        using var watched = new WatchedStream(
            file, done => progress?.Report(new(SourceProgress.Unpack, done, total)), cancellation);
        try
        {
            using var inflated = new GZipStream(watched, CompressionMode.Decompress);
            using var tar = new TarReader(inflated);
            while (tar.GetNextEntry() is { } entry)
            {
                Add(entry, path, unpacker);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw TesseraException.User(
                $"'{path}' is cut short, damaged or no .tar.gz archive; fetch it again.", exception);
        }
    }

    static void Add(TarEntry entry, string path, CifarUnpacker unpacker)
    {
        var parts = entry.Name.Split('/', '\\');
        if (entry.Name.StartsWith('/') || parts.Contains(".."))
        {
            throw TesseraException.User($"'{path}' has an entry that leads out of its folder; it is not CIFAR-10.");
        }

        var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;
        if (isFile && entry.DataStream is { } content)
        {
            unpacker.Add(parts[^1], content, entry.Length);
        }
    }
}
