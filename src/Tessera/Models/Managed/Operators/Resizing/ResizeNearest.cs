using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>The nearest source pixel.</summary>
sealed class ResizeNearest : IOperator
{
    public void Bind(NodeBinding node)
    {
        if (node.Input(0).Type != ElementType.Float32)
        {
            BindOthers(node);
            return;
        }

        var coordinates = SourceCoordinates.Read(node);
        ResizeBinding.Bind(node, (from, to) =>
            [.. Enumerable.Range(0, to).Select(i => new Taps(coordinates.NearestTo(i, from, to), [1]))]);
    }

    // Unlike of the other ways of resizing, the result is of the same type.
    static void BindOthers(NodeBinding node)
    {
        var x = node.Input(0);
        var coordinates = SourceCoordinates.Read(node);
        if (x.Shape.Rank != 4
            || node.ConstantIntegers(1) is not [> 0 and var height, > 0 and var width]
            || x.Shape[1] == 0
            || x.Shape[2] == 0)
        {
            throw TesseraException.User($"{x.Shape} cannot be resized");
        }

        var y = node.Output(x.Type, new TensorShape(x.Shape[0], height, width, x.Shape[3]));
        var pixel = x.Shape[3] * x.Type.Size();
        node.Compute(run =>
        {
            var target = run.WriteBytes(y);
            for (var i = 0; i < y.Shape.Product(..3); i++)
            {
                var row = coordinates.NearestTo(i / width % height, x.Shape[1], height);
                var column = coordinates.NearestTo(i % width, x.Shape[2], width);
                var source = (i / width / height * x.Shape[1] + row) * x.Shape[2] + column;
                run.ReadBytes(x).Slice(source * pixel, pixel).CopyTo(target[(i * pixel)..]);
            }
        });
    }
}
