namespace Tessera.Models.Managed.Operators.Normalization;

/// <summary>All elements of one channel of a tensor (outer, channels, inner).</summary>
readonly record struct ChannelPlane(int Channel, int Channels, int Inner)
{
    /// <summary>Mean, variance, and the unbiased estimate of the latter.</summary>
    public (double Mean, double Variance, double Unbiased) Measure(ReadOnlySpan<float> x)
    {
        var (sum, count) = (0.0, 0);
        for (var start = Channel * Inner; start < x.Length; start += Channels * Inner)
        {
            foreach (var value in x.Slice(start, Inner))
            {
                sum += value;
                count++;
            }
        }

        var mean = sum / Math.Max(1, count);
        var squares = SumOfSquares(x, mean);
        return (mean, squares / Math.Max(1, count), squares / Math.Max(1, count - 1));
    }

    /// <summary>x · scale + shift</summary>
    public void Apply(ReadOnlySpan<float> x, double scale, double shift, Span<float> y)
    {
        for (var start = Channel * Inner; start < x.Length; start += Channels * Inner)
        {
            for (var i = start; i < start + Inner; i++)
            {
                y[i] = (float)(x[i] * scale + shift);
            }
        }
    }

    double SumOfSquares(ReadOnlySpan<float> x, double mean)
    {
        var sum = 0.0;
        for (var start = Channel * Inner; start < x.Length; start += Channels * Inner)
        {
            foreach (var value in x.Slice(start, Inner))
            {
                sum += (value - mean) * (value - mean);
            }
        }

        return sum;
    }
}
