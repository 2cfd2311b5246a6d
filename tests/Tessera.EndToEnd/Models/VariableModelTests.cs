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
/// A SavedModel of TensorFlow 1, whose variables are restored by the main graph, and without a signature.
/// </summary>
public sealed class VariableModelTests
{
    // A vector of the checkpoint that is given to the model.
    const string Key = "_all_variables/1/.ATTRIBUTES/VARIABLE_VALUE";

    static readonly AttributeProto s_text = Type(DataTypeProto.DtString);

    [Fact]
    public void A_variable_of_TensorFlow_1_is_read_in_both_runtimes()
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        var checkpoint = Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus", "bn");
        Directory.CreateDirectory(folder.At("variables"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(checkpoint, "variables")))
        {
            File.Copy(file, folder.At(Path.Combine("variables", Path.GetFileName(file))));
        }

        var value = new CheckpointBundle(new LocalModelFolder(checkpoint)).Read(Key);
        File.WriteAllBytes(folder.At("saved_model.pb"), Model(value.Shape).ToByteArray());
        var local = new LocalModelFolder(folder.Path);
        using var managed = ManagedModel.Load(local, KernelSets.Best);
        using var tensorFlow = TensorFlowModel.Load(local);

        var expected = Run(tensorFlow, value.Shape);

        Assert.Equal(value.Values<float>().ToArray(), expected);
        Assert.Equal(expected, Run(managed, value.Shape));
    }

    static SavedModelProto Model(TensorShape shape)
    {
        var model = new OperatorModel([.. shape.Extents]);
        var variable = model.Node(
            "VariableV2", [], ("dtype", Float), ("shape", new() { Shape = GraphBuilder.Shape(shape.Extents) }));
        var prefix = Strings(model, "variables/variables", shape: null);
        var restored = model.Node(
            "RestoreV2",
            [prefix, Strings(model, Key, shape: 1), Strings(model, "", shape: 1)],
            ("dtypes", new() { List = new() { Type = { DataTypeProto.DtFloat } } }));
        var assigned = model.Node("Assign", [variable, restored], ("T", Float));
        var restore = model.Node("NoOp", [$"^{assigned}"]);
        model.Node("AddV2", ["x", model.Node("Identity", [variable], ("T", Float))], ("T", Float));
        var proto = SavedModelProto.Parser.ParseFrom(model.ToBytes());
        proto.MetaGraphs[0].SignatureDef.Clear();
        proto.MetaGraphs[0].SaverDef = new SaverProto { FilenameTensorName = $"{prefix}:0", RestoreOpName = restore };
        return proto;
    }

    static string Strings(OperatorModel model, string text, int? shape)
    {
        var tensor = new TensorProto { Dtype = DataTypeProto.DtString, StringVal = { ByteString.CopyFromUtf8(text) } };
        tensor.TensorShape = shape is { } extent ? GraphBuilder.Shape(extent) : new ShapeProto();
        return model.Node("Const", [], ("dtype", s_text), ("value", new() { Tensor = tensor }));
    }

    static float[] Run(IModel model, TensorShape shape)
    {
        using var session = model.OpenSession(new SessionOptions());
        var zeros = Tensor.Of<float>(shape, new float[shape.ElementCount]);
        return session.Run(new Dictionary<string, Tensor> { ["x"] = zeros }).Values.First().Values<float>().ToArray();
    }
}
