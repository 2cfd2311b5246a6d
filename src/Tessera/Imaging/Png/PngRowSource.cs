using System.IO.Compression;

namespace Tessera.Imaging.Png;

/// <summary>Inflates the image data and gives it row by row, filters undone.</summary>
sealed class PngRowSource : IDisposable
{
    readonly ZLibStream _inflated;
    readonly int _distance;
    byte[] _row;
    byte[] _above;

    public PngRowSource(PngChunkReader chunks, PngHeader header)
    {
        _inflated = new ZLibStream(new PngImageDataStream(chunks), CompressionMode.Decompress);
        _distance = header.FilterDistance;
        // One byte more than a row: its filter.
        _row = new byte[header.RowBytes(header.Width) + 1];
        _above = new byte[_row.Length];
    }

    /// <summary>The next row looks at no row above it: at the start of a pass.</summary>
    public void StartPass() => Array.Clear(_row);

    /// <summary>The samples of the next row, valid until the next call.</summary>
    public ReadOnlySpan<byte> Next(int rowBytes)
    {
        (_row, _above) = (_above, _row);
        var filtered = _row.AsSpan(0, rowBytes + 1);
        if (Inflate(filtered) < filtered.Length)
        {
            throw new ImageException("PNG: the image data ends before the last row.");
        }

        PngFilter.Undo((PngFilterType)filtered[0], filtered[1..], _above.AsSpan(1, rowBytes), _distance);
        return filtered[1..];
    }

    /// <summary>Reads on to the end of the compressed data, where its checksum is compared.</summary>
    public void ExpectEnd()
    {
        if (Inflate(stackalloc byte[1]) != 0)
        {
            throw new ImageException("PNG: there is more image data than the header announces.");
        }
    }

    public void Dispose() => _inflated.Dispose();

    int Inflate(Span<byte> buffer)
    {
        try
        {
            return _inflated.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new ImageException("PNG: the compressed image data is damaged.", exception);
        }
    }
}
