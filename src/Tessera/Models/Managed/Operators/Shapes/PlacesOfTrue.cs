using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The places of true elements of a tensor that is known beforehand (TensorFlow's Where).</summary>
sealed class PlacesOfTrue : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.ConstantInput(0);
        var strides = StridedView.StridesOf(x.Shape);
        var size = x.Type.Size();
        var places = new List<long>();
        for (var i = 0; i < x.Shape.ElementCount; i++)
        {
            if (x.Bytes.Span.Slice(i * size, size).IndexOfAnyExcept((byte)0) >= 0)
            {
                places.AddRange(strides.Select((stride, axis) => (long)(i / stride % x.Shape[axis])));
            }
        }

        var count = x.Shape.Rank == 0 ? 0 : places.Count / x.Shape.Rank;
        node.OutputKnown(Tensor.Of<long>(new TensorShape(count, x.Shape.Rank), [.. places]));
    }
}
