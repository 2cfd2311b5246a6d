namespace Tessera.Datasets.Sources.Cifar;

/// <summary>A folder with the six binary batch files.</summary>
static class CifarBatchFolder
{
    const int RecordsAtATime = 64;

    /// <summary>Whether any batch file is there: then the folder is meant to be one, and must be whole.</summary>
    public static bool Exists(string folder) =>
        CifarFormat.AllBatches.Any(batch => File.Exists(Path.Combine(folder, CifarFormat.BinaryName(batch))));

    /// <summary>Reads all files once: lengths, labels, checksums.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="source">What they were unpacked from, for messages; null for the folder itself.</param>
    /// <param name="progress">Bytes read.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="TesseraException">
    /// A file is missing, has another length than whole records, or a wrong label.
    /// </exception>
    public static CifarBatches Inspect(
        string folder, string? source, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var paths = CifarFormat.AllBatches
            .Select(batch => Path.Combine(folder, CifarFormat.BinaryName(batch))).ToList();
        if (paths.Find(path => !File.Exists(path)) is { } missing)
        {
            throw TesseraException.User($"'{missing}' is missing: all of CIFAR-10's six batch files are needed.");
        }

        var total = paths.Sum(path => new FileInfo(path).Length);
        var done = 0L;
        var files = new List<CifarBatchFile>();
        foreach (var path in paths)
        {
            Action<int> onBytes = bytes => progress?.Report(new(SourceProgress.Check, done += bytes, total));
            var name = source is null ? path : $"{source}: {Path.GetFileName(path)}";
            files.Add(Inspect(path, name, onBytes, cancellation));
        }

        return new() { Classes = CifarClassNames.Read(folder), Train = files[..^1], Test = files[^1..] };
    }

    static CifarBatchFile Inspect(string path, string name, Action<int> onBytes, CancellationToken cancellation)
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0 || file.Length % CifarFormat.RecordBytes != 0 || file.Length > int.MaxValue)
        {
            throw TesseraException.User(
                $"'{name}' has {file.Length} bytes, not whole records of {CifarFormat.RecordBytes}: it is cut short; "
                + "fetch it again.");
        }

        using var hash = Md5Checksum.Start();
        var buffer = new byte[RecordsAtATime * CifarFormat.RecordBytes];
        var records = 0;
        while (file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            for (var offset = 0; offset < count; offset += CifarFormat.RecordBytes)
            {
                CheckLabel(name, records++, buffer[offset]);
            }

            onBytes(count);
        }

        return new(path, records, Md5Checksum.Text(hash));
    }

    public static void CheckLabel(string file, long record, long label)
    {
        if (label < 0 || label >= CifarFormat.Classes.Count)
        {
            throw TesseraException.User(
                $"'{file}': record {record} has label {label}; allowed are 0 to {CifarFormat.Classes.Count - 1}; "
                + "fetch the file again.");
        }
    }
}
