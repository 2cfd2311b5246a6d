using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.TensorFlow;

/// <summary>TensorFlow ends the process when a file holds a shape that no tensor has, so it never sees one.</summary>
static class ShapeLimits
{
    // TensorFlow's own.
    const int MostAxes = 254;

    /// <exception cref="TesseraException">A node has such a shape.</exception>
    public static void Require(MetaGraphProto model, string location)
    {
        var functions = model.GraphDef?.Library?.Function ?? [];
        foreach (var node in (model.GraphDef?.Node ?? []).Concat(functions.SelectMany(function => function.NodeDef)))
        {
            var shapes = node.Attr.Values.Select(ShapeOf).OfType<ShapeProto>();
            if (shapes.FirstOrDefault(shape => !Fits(shape)) is { } wrong)
            {
                throw Damage.Of(
                    $"'{location}' is damaged: the node '{node.Name}' has a shape of {wrong.Dim.Count} axes; "
                    + $"allowed are {MostAxes} axes and {long.MaxValue} elements");
            }
        }
    }

    static ShapeProto? ShapeOf(AttributeProto attribute) => attribute.ValueCase switch
    {
        AttributeProto.ValueOneofCase.Tensor => attribute.Tensor.TensorShape,
        AttributeProto.ValueOneofCase.Shape => attribute.Shape,
        _ => null,
    };

    static bool Fits(ShapeProto shape)
    {
        var count = Int128.One;
        foreach (var dimension in shape.Dim)
        {
            count *= Math.Max(1, dimension.Size);
            if (count > long.MaxValue)
            {
                return false;
            }
        }

        return shape.Dim.Count <= MostAxes;
    }
}
