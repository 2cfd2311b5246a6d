using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A tensor repeated a number of times along each axis.</summary>
sealed class Tile : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var times = node.ConstantIntegers(1);
        if (times.Length != x.Shape.Rank || times.Any(count => count < 0))
        {
            throw TesseraException.User($"{x.Shape} cannot be repeated ({string.Join(", ", times)}) times");
        }

        // (a, b) repeated (m, n) times is (m, a, n, b) with strides of 0 along m and n.
        var strides = StridedView.StridesOf(x.Shape);
        int[] extents = [.. times.SelectMany((count, axis) => new[] { count, x.Shape[axis] })];
        var view = new StridedView(0, extents, [.. strides.SelectMany(stride => new[] { 0, stride })]);
        var product = new TensorShape(extents);
        ViewCopy.Bind(node, x, (view, Merge(product)));
    }

    static TensorShape Merge(TensorShape pairs)
    {
        var merged = new int[pairs.Rank / 2];
        for (var axis = 0; axis < merged.Length; axis++)
        {
            merged[axis] = pairs[2 * axis] * pairs[2 * axis + 1];
        }

        return new TensorShape(merged);
    }
}
