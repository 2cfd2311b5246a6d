using Google.Protobuf;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel.Protos;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>Conditions choose the same branch in both runtimes, whenever it is known which one.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("constant", 1)]
    [InlineData("of the shape", 1)]
    [InlineData("of the values", 1)]
    [InlineData("of the values", -1)]
    public void A_condition_chooses_the_same_in_both_runtimes(string kind, float sign)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("saved_model.pb"), Model(kind).ToByteArray());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);
        float[] input = [sign, 2 * sign, 3 * sign];

        var expected = Run(tensorFlow, input);

        Assert.Equal(input.Select(value => kind == "of the values" && sign > 0 ? value * value : -value), expected);
        Assert.Equal(expected, Run(managed, input));
    }

    // The square if the condition holds, else the negative.
    static SavedModelProto Model(string kind)
    {
        var model = new OperatorModel(3);
        var condition = kind switch
        {
            "constant" => model.Node("Less", [model.Floats([], 2), model.Floats([], 1)], ("T", Float)),
            "of the shape" => model.Node(
                "Less", [model.Node("Size", ["x"], ("T", Float), ("out_type", Integer)), model.Scalar(3)], ("T", Integer)),
            _ => model.Node(
                "Less", [model.Floats([], 0), model.Node("Sum", ["x", model.Scalar(0)], ("T", Float))], ("T", Float)),
        };
        model.Node(
            "StatelessIf",
            [condition, "x"],
            ("Tcond", Type(DataTypeProto.DtBool)),
            ("Tin", Types(DataTypeProto.DtFloat)),
            ("Tout", Types(DataTypeProto.DtFloat)),
            ("then_branch", Function("square")),
            ("else_branch", Function("negative")));
        var proto = SavedModelProto.Parser.ParseFrom(model.ToBytes());
        proto.MetaGraphs[0].GraphDef.Library = new FunctionLibraryProto
        {
            Function = { Define("square", "Square"), Define("negative", "Neg") },
        };
        return proto;
    }

    static FunctionProto Define(string name, string operatorName) => new()
    {
        Signature = new OperatorProto
        {
            Name = name,
            InputArg = { new ArgumentProto { Name = "a", Type = DataTypeProto.DtFloat } },
            OutputArg = { new ArgumentProto { Name = "b", Type = DataTypeProto.DtFloat } },
        },
        NodeDef = { new NodeProto { Name = "inner", Op = operatorName, Input = { "a" }, Attr = { ["T"] = Float } } },
        Ret = { ["b"] = "inner:y:0" },
    };

    static AttributeProto Function(string name) => new() { Func = new FunctionReferenceProto { Name = name } };

    static AttributeProto Types(DataTypeProto type) => new() { List = new() { Type = { type } } };

    static float[] Run(IModel model, float[] input)
    {
        using var session = model.OpenSession(new SessionOptions());
        var tensor = Tensor.Of<float>(new TensorShape(3), input);
        return session.Run(new Dictionary<string, Tensor> { ["x"] = tensor })["y"].Values<float>().ToArray();
    }
}
