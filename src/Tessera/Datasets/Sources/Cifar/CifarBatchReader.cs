using Microsoft.Win32.SafeHandles;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// Gives record i of some batch files taken together, by reading that record only. Safe for many threads.
/// </summary>
public sealed class CifarBatchReader : IDisposable
{
    readonly List<SafeFileHandle> _handles = [];
    readonly IReadOnlyList<CifarBatchFile> _files;

    public CifarBatchReader(IReadOnlyList<CifarBatchFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        _files = files;
        Count = files.Sum(file => (long)file.Records);
        try
        {
            _handles.AddRange(files.Select(file => File.OpenHandle(file.Path)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw TesseraException.Environment($"CIFAR-10 cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Records of all files.</summary>
    public long Count { get; }

    /// <summary>Reads record <paramref name="index"/> and returns its label.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1, counted over the files in order.</param>
    /// <param name="pixels">32 × 32 × 3 bytes: height, width, RGB interleaved.</param>
    public byte Read(long index, Span<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var file = 0;
        for (; index >= _files[file].Records; file++)
        {
            index -= _files[file].Records;
        }

        Span<byte> record = stackalloc byte[CifarFormat.RecordBytes];
        if (RandomAccess.Read(_handles[file], record, index * CifarFormat.RecordBytes) < record.Length)
        {
            throw TesseraException.Environment($"'{_files[file].Path}' has become shorter while it was read.");
        }

        CifarPlanes.ToInterleaved(record[1..], pixels);
        return record[0];
    }

    public void Dispose() => _handles.ForEach(handle => handle.Dispose());
}
