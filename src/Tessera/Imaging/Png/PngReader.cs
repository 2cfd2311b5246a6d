namespace Tessera.Imaging.Png;

/// <summary>
/// Reads a PNG row by row, in memory for two rows (an interlaced one: for the whole picture). All colour types and
/// depths; every chunk's CRC and the compressed data's checksum are checked, the last of them with the last row.
/// Source: the PNG specification, third edition.
/// </summary>
public sealed class PngReader : IDisposable
{
    readonly PngReadOptions _options;
    readonly PngChunkReader _chunks;
    readonly PngHeader _header;
    readonly PngPixelConverter _converter;
    readonly PngRowSource _rows;
    byte[]? _deinterlaced;
    int _nextRow;

    /// <summary>Reads up to the image data. The stream stays the caller's.</summary>
    /// <exception cref="ImageException">Not a PNG, a damaged one, or more pixels than allowed.</exception>
    public PngReader(Stream stream, PngReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _options = options ?? PngReadOptions.Default;
        _chunks = new PngChunkReader(stream);
        _chunks.ReadSignature();
        _header = ReadHeader(stream);
        var (palette, transparency) = ReadColors();
        _converter = new PngPixelConverter(_header, palette, transparency, _options.Format);
        _rows = new PngRowSource(_chunks, _header);
    }

    public int Width => _header.Width;

    public int Height => _header.Height;

    /// <summary>Bytes of a row of pixels in the format asked for.</summary>
    public int Stride => Width * (int)_options.Format;

    /// <summary>Decodes the next row, from the top, into the first <see cref="Stride"/> bytes.</summary>
    /// <exception cref="ImageException">The file is damaged or cut short.</exception>
    public void ReadRow(Span<byte> pixels)
    {
        if (_nextRow >= Height)
        {
            throw new InvalidOperationException($"All {Height} rows have been read.");
        }

        pixels = pixels[..Stride];
        if (_header.IsInterlaced)
        {
            _deinterlaced ??= Deinterlace();
            _deinterlaced.AsSpan(_nextRow * Stride, Stride).CopyTo(pixels);
        }
        else
        {
            _converter.Convert(_rows.Next((int)_header.RowBytes(Width)), Width, pixels, (int)_options.Format);
        }

        if (++_nextRow == Height)
        {
            ReadTail();
        }
    }

    public void Dispose() => _rows.Dispose();

    PngHeader ReadHeader(Stream stream)
    {
        _chunks.NextChunk();
        if (_chunks.Type != PngChunkType.Header)
        {
            throw new ImageException("PNG: the first chunk is not the header.");
        }

        var header = PngHeader.Parse(_chunks.ReadData(PngHeader.Length, PngHeader.Length));
        var largestArray = Math.Max(header.Pixels * (int)_options.Format, header.RowBytes(header.Width) + 1);
        if (header.Pixels > _options.MaximumPixels || largestArray > Array.MaxLength)
        {
            throw new ImageException(
                $"PNG: {header.Width} × {header.Height} pixels are more than the allowed {_options.MaximumPixels}.");
        }

        RefuseImpossiblyShort(stream, header);
        return header;
    }

    // Deflate shrinks at most 1032 : 1, so a short file that announces a large picture is known to be cut short before
    // memory is taken for it.
    static void RefuseImpossiblyShort(Stream stream, PngHeader header)
    {
        if (stream.CanSeek && header.RowBytes(header.Width) * header.Height / 1032 > stream.Length)
        {
            throw new ImageException(
                $"PNG: {stream.Length} bytes cannot hold {header.Width} × {header.Height} pixels: it is cut short.");
        }
    }

    (byte[] Palette, byte[] Transparency) ReadColors()
    {
        byte[] palette = [];
        byte[] transparency = [];
        for (_chunks.NextChunk(); _chunks.Type != PngChunkType.ImageData; _chunks.NextChunk())
        {
            switch (_chunks.Type)
            {
                case PngChunkType.Palette:
                    palette = _chunks.ReadData(3, 3 * 256);
                    break;
                case PngChunkType.Transparency:
                    transparency = _chunks.ReadData(0, 256);
                    break;
                case PngChunkType.End:
                    throw new ImageException("PNG: there is no image data.");
                default:
                    _chunks.Skip();
                    break;
            }
        }

        return (palette, transparency);
    }

    byte[] Deinterlace()
    {
        var pixels = new byte[Stride * Height];
        var bytesPerPixel = (int)_options.Format;
        foreach (var pass in PngInterlacePass.All)
        {
            var columns = pass.Columns(Width);
            _rows.StartPass();
            for (var y = pass.Row; columns > 0 && y < Height; y += pass.RowStep)
            {
                var target = pixels.AsSpan((y * Stride) + (pass.Column * bytesPerPixel));
                var samples = _rows.Next((int)_header.RowBytes(columns));
                _converter.Convert(samples, columns, target, pass.ColumnStep * bytesPerPixel);
            }
        }

        return pixels;
    }

    void ReadTail()
    {
        _rows.ExpectEnd();
        for (; _chunks.Type != PngChunkType.End; _chunks.NextChunk())
        {
            _chunks.Skip();
        }

        _chunks.ReadData(0, 0);
    }
}
