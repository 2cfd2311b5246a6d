namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>Which source pixels along one axis make a pixel of the result of <see cref="ScaleAndTranslate"/>.</summary>
/// <param name="Kernel">How much a pixel counts at a distance.</param>
/// <param name="Scale">Pixels of the result for one of the source.</param>
/// <param name="Translation">In pixels of the result.</param>
/// <param name="IsWidened">Whether the kernel covers all that becomes one pixel.</param>
sealed record Sampling(ResizeKernel Kernel, float Scale, float Translation, bool IsWidened)
{
    public Taps Of(int index, int from)
    {
        var width = IsWidened ? MathF.Max(1 / Scale, 1) : 1;
        var place = (index + 0.5f - Translation) / Scale;
        if (place < 0 || place > from)
        {
            return new Taps(0, [0]);
        }

        var first = (int)Math.Clamp(MathF.Ceiling(place - Kernel.Radius * width - 0.5f), 0, from - 1);
        var last = (int)Math.Clamp(MathF.Floor(place + Kernel.Radius * width - 0.5f), 0, from - 1);
        float[] distances =
            [.. Enumerable.Range(first, last - first + 1).Select(i => MathF.Abs(i + 0.5f - place) / width)];
        float[] weights = [.. distances.Select(Kernel.Weight)];
        var sum = weights.Sum();
        return new Taps(first, sum == 0 ? weights : [.. weights.Select(weight => weight / sum)]);
    }
}
