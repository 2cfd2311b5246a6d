using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>The mean of the source's area under each pixel of the result.</summary>
sealed class ResizeArea : IOperator
{
    public void Bind(NodeBinding node)
    {
        if (node.Attributes.Flag("align_corners", absent: false))
        {
            throw TesseraException.User("aligned corners are not supported; use --runtime tensorflow");
        }

        ResizeBinding.Bind(node, (from, to) =>
            [.. Enumerable.Range(0, to).Select(i => Cover(from, i, (double)from / to))]);
    }

    static Taps Cover(int from, int index, double scale)
    {
        var (start, end) = (index * scale, Math.Min((index + 1) * scale, from));
        var first = Math.Min((int)start, from - 1);
        var weights = new float[Math.Max(1, (int)Math.Ceiling(end) - first)];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)((Math.Min(first + i + 1, end) - Math.Max(first + i, start)) / scale);
        }

        return new Taps(first, weights);
    }
}
