using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>
/// Resizing by a kernel that is widened where images shrink, so that nothing is left out (antialiasing). Inputs images,
/// size, scale and translation of (height, width).
/// </summary>
sealed class ScaleAndTranslate : IOperator
{
    public void Bind(NodeBinding node)
    {
        var kernel = ResizeKernel.Of(node.Attributes.Text("kernel_type", "lanczos3"));
        var isWidened = node.Attributes.Flag("antialias", absent: true);
        var (scale, translation) = (Pair(node, 2), Pair(node, 3));
        var axis = 0;
        ResizeBinding.Bind(node, (from, to) =>
        {
            var sampling = new Sampling(kernel, scale[axis], translation[axis], isWidened);
            axis++;
            return [.. Enumerable.Range(0, to).Select(i => sampling.Of(i, from))];
        });
    }

    // Scales come from extents, so that they are neither tiny nor huge.
    static float[] Pair(NodeBinding node, int index)
    {
        var constant = node.ConstantInput(index);
        return constant is { Type: ElementType.Float32, Shape.ElementCount: 2 }
            && constant.Values<float>().ToArray() is var pair
            && Array.TrueForAll(pair, value => float.IsFinite(value) && (index == 3 || value > 1e-6f))
                ? pair
                : throw TesseraException.User($"its input {index} must hold two finite numbers, scales above zero");
    }
}
