using System.Runtime.InteropServices;

namespace Tessera.Datasets.Npy;

/// <summary>
/// Writes a .npy file of a shape known beforehand: the header at once, then rows in order. Never seeks.
/// </summary>
public sealed class NpyWriter
{
    readonly Stream _stream;
    long _missingBytes;

    /// <summary>Writes the header. The stream stays the caller's.</summary>
    public NpyWriter(Stream stream, NpyHeader header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(header);
        (_stream, Header) = (stream, header);
        _missingBytes = header.FileBytes - header.DataOffset;
        stream.Write(header.ToBytes());
    }

    public NpyHeader Header { get; }

    /// <summary>Appends elements; rows may come in pieces.</summary>
    /// <exception cref="ArgumentException">
    /// The element type is not the header's, or there are more than it announces.
    /// </exception>
    public void Write<T>(ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        Header.CheckElement<T>();
        var bytes = MemoryMarshal.AsBytes(elements);
        if (bytes.Length > _missingBytes)
        {
            throw new ArgumentException(
                $"{bytes.Length} more bytes; only {_missingBytes} are missing.", nameof(elements));
        }

        _stream.Write(bytes);
        _missingBytes -= bytes.Length;
    }

    /// <summary>Call it last: checks that everything that the header announces has been written, and flushes.</summary>
    public void Complete()
    {
        if (_missingBytes != 0)
        {
            throw new InvalidOperationException($"{_missingBytes} bytes are missing of what the header announces.");
        }

        _stream.Flush();
    }
}
