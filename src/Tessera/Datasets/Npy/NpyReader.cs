using System.Runtime.InteropServices;

namespace Tessera.Datasets.Npy;

/// <summary>Reads rows of a .npy file at any place, without scanning.</summary>
public sealed class NpyReader : IDisposable
{
    readonly Stream _stream;
    readonly string _name;

    /// <summary>Takes over a seekable stream at its beginning; <paramref name="name"/> stands in messages.</summary>
    /// <exception cref="TesseraException">Not a readable .npy file, or shorter than its header says.</exception>
    public NpyReader(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (_stream, _name) = (stream, name);
        Header = NpyHeader.Read(stream, name);
        if (stream.Length < Header.FileBytes)
        {
            throw TesseraException.User(
                $"'{name}' has {stream.Length} bytes, its header announces {Header.FileBytes}: it is cut short.");
        }
    }

    public NpyHeader Header { get; }

    /// <summary>Reads whole rows, from row <paramref name="first"/> on, as many as the span holds.</summary>
    /// <exception cref="ArgumentException">
    /// The element type is not the file's, or the span not a number of its rows.
    /// </exception>
    public void ReadRows<T>(long first, Span<T> rows)
        where T : unmanaged
    {
        Header.CheckElement<T>();
        var bytes = MemoryMarshal.AsBytes(rows);
        var count = Header.RowBytes == 0 ? 0 : bytes.Length / Header.RowBytes;
        if (count * Header.RowBytes != bytes.Length)
        {
            throw new ArgumentException(
                $"{bytes.Length} bytes are not a number of rows of {Header.RowBytes}.", nameof(rows));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Header.Rows - count);
        _stream.Position = Header.OffsetOf(first);
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw TesseraException.User($"'{_name}' ends within row {first} or after it: it is cut short.");
        }
    }

    public void Dispose() => _stream.Dispose();
}
