namespace Tessera.Imaging.Resize;

/// <summary>
/// One axis of a resize: target i = Σ over k &lt; <see cref="Count"/>(i) of weight(i, k) ·
/// source[<see cref="Start"/>(i) + k]. Weights of one target add up to 1.
/// </summary>
sealed class AxisTaps
{
    readonly int[] _starts;
    readonly int[] _offsets; // of target i's first weight; one more entry than targets
    readonly float[] _weights;

    AxisTaps(int[] starts, int[] offsets, float[] weights) =>
        (_starts, _offsets, _weights) = (starts, offsets, weights);

    public int Targets => _starts.Length;

    public int Start(int target) => _starts[target];

    public int Count(int target) => _offsets[target + 1] - _offsets[target];

    public ReadOnlySpan<float> Weights(int target) => _weights.AsSpan(_offsets[target], Count(target));

    public static AxisTaps Create(ResizeMethod method, int source, int target)
    {
        var starts = new int[target];
        var offsets = new int[target + 1];
        var weights = new List<float>(2 * Math.Max(source, target));
        for (var i = 0; i < target; i++)
        {
            starts[i] = method switch
            {
                ResizeMethod.Area => AddArea(weights, i, source, target),
                ResizeMethod.Bilinear => AddBilinear(weights, i, source, target),
                _ => throw new ArgumentOutOfRangeException(nameof(method), method, "not a way of resizing"),
            };
            offsets[i + 1] = weights.Count;
        }

        return new(starts, offsets, [.. weights]);
    }

    // Target i covers [i·source, (i+1)·source) in units of 1/target source pixels: integers, so overlaps are exact.
    static int AddArea(List<float> weights, int i, int source, int target)
    {
        var begin = (long)i * source;
        var end = begin + source;
        var first = begin / target;
        for (var pixel = first; pixel * target < end; pixel++)
        {
            var overlap = Math.Min(end, (pixel + 1) * target) - Math.Max(begin, pixel * target);
            weights.Add((float)(overlap / (double)source));
        }

        return (int)first;
    }

    static int AddBilinear(List<float> weights, int i, int source, int target)
    {
        var center = Math.Clamp(((i + 0.5) * source / target) - 0.5, 0, source - 1);
        var first = Math.Min((int)center, Math.Max(0, source - 2));
        var fraction = (float)(center - first);
        weights.Add(1 - fraction);
        if (source > 1)
        {
            weights.Add(fraction);
        }

        return first;
    }
}
