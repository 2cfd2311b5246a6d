using System.Numerics;

namespace Tessera.Imaging.Resize;

/// <summary>
/// Resizes pictures of one size to another: uint8, height × width × channels. Separable, weights computed once, the
/// horizontal pass of at most two source rows kept. Within one grey level of the exact value, and the same bytes on
/// every machine. Keeps buffers: one a thread.
/// </summary>
public sealed class Resizer
{
    readonly int _channels;
    readonly int _sourceStride;
    readonly int _sourceHeight;
    readonly AxisTaps _horizontal;
    readonly AxisTaps _vertical;
    readonly float[] _sum;
    readonly float[][] _rows; // source rows after the horizontal pass, by the parity of their index
    readonly int[] _rowIndices = new int[2];

    public Resizer(
        ResizeMethod method, int channels, int sourceHeight, int sourceWidth, int targetHeight, int targetWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sourceWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetWidth, 1);
        _channels = channels;
        _sourceStride = checked(sourceWidth * channels);
        _sourceHeight = sourceHeight;
        _horizontal = AxisTaps.Create(method, sourceWidth, targetWidth);
        _vertical = AxisTaps.Create(method, sourceHeight, targetHeight);
        _sum = new float[checked(targetWidth * channels)];
        _rows = [new float[_sum.Length], new float[_sum.Length]];
    }

    /// <exception cref="ArgumentException">A span has not the length of its picture.</exception>
    public void Resize(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (source.Length != (long)_sourceHeight * _sourceStride
            || target.Length != (long)_vertical.Targets * _sum.Length)
        {
            throw new ArgumentException(
                $"Pictures of {source.Length} and {target.Length} bytes are not of this resize.");
        }

        _rowIndices.AsSpan().Fill(-1);
        for (var y = 0; y < _vertical.Targets; y++)
        {
            SumRows(source, y);
            Round(_sum, target.Slice(y * _sum.Length, _sum.Length));
        }
    }

    void SumRows(ReadOnlySpan<byte> source, int y)
    {
        Array.Clear(_sum);
        var weights = _vertical.Weights(y);
        for (var k = 0; k < weights.Length; k++)
        {
            AddScaled(HorizontalPass(source, _vertical.Start(y) + k), weights[k], _sum);
        }
    }

    // Neighbouring targets share at most two source rows (bilinear) or one (area).
    float[] HorizontalPass(ReadOnlySpan<byte> source, int row)
    {
        var slot = row & 1;
        if (_rowIndices[slot] != row)
        {
            _rowIndices[slot] = row;
            HorizontalPass(source.Slice(row * _sourceStride, _sourceStride), _rows[slot]);
        }

        return _rows[slot];
    }

    void HorizontalPass(ReadOnlySpan<byte> source, float[] target)
    {
        for (var x = 0; x < _horizontal.Targets; x++)
        {
            var weights = _horizontal.Weights(x);
            var pixels = source.Slice(_horizontal.Start(x) * _channels, weights.Length * _channels);
            for (var channel = 0; channel < _channels; channel++)
            {
                var sum = 0f;
                for (int k = 0, i = channel; k < weights.Length; k++, i += _channels)
                {
                    sum += weights[k] * pixels[i];
                }

                target[(x * _channels) + channel] = sum;
            }
        }
    }

    // Product, then sum, each rounded: vector and scalar lanes give the same bits.
    static void AddScaled(ReadOnlySpan<float> row, float weight, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + (new Vector<float>(row[i..]) * weight)).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += row[i] * weight;
        }
    }

    static void Round(ReadOnlySpan<float> sum, Span<byte> target)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            target[i] = (byte)Math.Min(255f, sum[i] + 0.5f);
        }
    }
}
