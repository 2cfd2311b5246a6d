using Google.Protobuf;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>
/// A SavedModel of TensorFlow 1 that gives its variables, one a row below its input. The main graph restores them; there
/// is no signature.
/// </summary>
static class VariableModel
{
    /// <summary>The rows that the managed runtime and TensorFlow give for zeros.</summary>
    /// <param name="folder">Where the checkpoint is, and the model will be.</param>
    /// <param name="shape">That of each variable.</param>
    /// <param name="keys">The variables' names in the checkpoint.</param>
    public static (float[] Managed, float[] TensorFlow) Run(TemporaryFolder folder, TensorShape shape, params string[] keys)
    {
        File.WriteAllBytes(folder.At("saved_model.pb"), Build(shape, keys).ToByteArray());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);
        return (Run(managed, shape), Run(tensorFlow, shape));
    }

    /// <summary>A constant vector of strings.</summary>
    public static string Vector(OperatorModel model, params string[] texts) =>
        Strings(model, GraphBuilder.Shape(texts.Length), texts);

    /// <summary>A constant string.</summary>
    public static string Scalar(OperatorModel model, string text) => Strings(model, new ShapeProto(), [text]);

    static SavedModelProto Build(TensorShape shape, string[] keys)
    {
        var model = new OperatorModel([.. shape.Extents]);
        var prefix = Scalar(model, "variables/variables");
        var types = new AttributeProto.Types.ListProto();
        types.Type.AddRange(keys.Select(_ => DataTypeProto.DtFloat));
        var restored = model.Node(
            "RestoreV2",
            [prefix, Vector(model, keys), Vector(model, [.. keys.Select(_ => "")])],
            ("dtypes", new() { List = types }));
        var variables = keys.Select(_ => Variable(model, shape)).ToArray();
        var assigned = variables.Select((variable, i) =>
            model.Node("Assign", [variable, $"{restored}:{i}"], ("T", Float))).ToArray();
        var restore = model.Node("NoOp", [.. assigned.Select(name => $"^{name}")]);
        var values = variables.Select(variable => model.Node("Identity", [variable], ("T", Float))).ToArray();
        model.Node("Pack", ["x", .. values], ("T", Float), ("N", Count(1 + keys.Length)), ("axis", Count(0)));
        var proto = SavedModelProto.Parser.ParseFrom(model.ToBytes());
        proto.MetaGraphs[0].SignatureDef.Clear();
        proto.MetaGraphs[0].SaverDef = new SaverProto { FilenameTensorName = $"{prefix}:0", RestoreOpName = restore };
        return proto;
    }

    static string Variable(OperatorModel model, TensorShape shape) => model.Node(
        "VariableV2", [], ("dtype", Float), ("shape", new() { Shape = GraphBuilder.Shape(shape.Extents) }));

    static string Strings(OperatorModel model, ShapeProto shape, string[] texts)
    {
        var tensor = new TensorProto { Dtype = DataTypeProto.DtString, TensorShape = shape };
        tensor.StringVal.AddRange(texts.Select(ByteString.CopyFromUtf8));
        return model.Node("Const", [], ("dtype", Type(DataTypeProto.DtString)), ("value", new() { Tensor = tensor }));
    }

    static float[] Run(IModel model, TensorShape shape)
    {
        using var session = model.OpenSession(new SessionOptions());
        var zeros = Tensor.Of<float>(shape, new float[shape.ElementCount]);
        return session.Run(new Dictionary<string, Tensor> { ["x"] = zeros }).Values.First().Values<float>().ToArray();
    }
}
