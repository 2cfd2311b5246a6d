using Tessera.Models.SavedModel.Protos;
using Tessera.Models.TensorFlow;

namespace Tessera.Tests.Models.TensorFlow;

public sealed class ShapeLimitsTests
{
    [Theory]
    [InlineData(2, 1L << 33)]
    [InlineData(70, 2)]
    [InlineData(255, 1)]
    public void Shapes_that_no_tensor_has_never_reach_TensorFlow(int axes, long extent)
    {
        var failure = Assert.Throws<TesseraException>(() => ShapeLimits.Require(Model(axes, extent), "model"));

        Assert.Contains("'node1'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 1L << 31)]
    [InlineData(62, 2)]
    [InlineData(254, 1)]
    [InlineData(3, -1)]
    public void Other_shapes_are_TensorFlows_to_judge(int axes, long extent) =>
        ShapeLimits.Require(Model(axes, extent), "model");

    static MetaGraphProto Model(int axes, long extent)
    {
        var operators = new OperatorModel(2, 3);
        operators.Scalar(1);
        var model = SavedModelProto.Parser.ParseFrom(operators.ToBytes()).MetaGraphs[0];
        var shape = new ShapeProto();
        shape.Dim.AddRange(Enumerable.Repeat(new ShapeProto.Types.Dimension { Size = extent }, axes));
        model.GraphDef.Node[1].Attr["value"].Tensor.TensorShape = shape;
        return model;
    }
}
