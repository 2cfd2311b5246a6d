using Tessera.Models;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>Variables are restored from checkpoints of one data file and of several.</summary>
public sealed class VariableModelTests
{
    // A vector of the checkpoint that is given to the model.
    const string Key = "_all_variables/1/.ATTRIBUTES/VARIABLE_VALUE";

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

        var (managed, tensorFlow) = VariableModel.Run(folder, value.Shape, Key);

        Assert.Equal([.. new float[value.Shape.ElementCount], .. value.Values<float>()], tensorFlow);
        Assert.Equal(tensorFlow, managed);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40_000)]
    public void Data_files_that_TensorFlow_has_merged_into_one_checkpoint_are_read_in_both_runtimes(int count)
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        Save(folder, count);

        var (managed, tensorFlow) = VariableModel.Run(folder, new TensorShape(count), "b", "c", "a");

        Assert.Equal(
            ["variables.data-00000-of-00002", "variables.data-00001-of-00002", "variables.index"],
            Directory.EnumerateFiles(folder.At("variables")).Select(Path.GetFileName).Order());
        Assert.Equal(
            [.. Enumerable.Repeat(0f, count), .. Filled(2, count), .. Filled(3, count), .. Filled(1, count)],
            tensorFlow);
        Assert.Equal(tensorFlow, managed);
    }

    static IEnumerable<float> Filled(float value, int count) => Enumerable.Repeat(value, count);

    // Two savers, each with a data file of its own, as distributed training has them.
    static void Save(TemporaryFolder folder, int count)
    {
        var model = new OperatorModel(1);
        string[] prefixes = [folder.At("parts/first"), folder.At("parts/second")];
        var first = Save(model, prefixes[0], ("a", 1, count), ("b", 2, count));
        var second = Save(model, prefixes[1], ("c", 3, count));
        var merged = model.Node(
            "MergeV2Checkpoints",
            [
                VariableModel.Vector(model, prefixes),
                VariableModel.Scalar(model, folder.At("variables/variables")),
                $"^{first}",
                $"^{second}",
            ],
            ("delete_old_dirs", Flag(true)));
        model.Node("Identity", ["x", $"^{merged}"], ("T", Float));
        File.WriteAllBytes(folder.At("saved_model.pb"), model.ToBytes());
        using var saver = TensorFlowModel.Load(new LocalModelFolder(folder.Path));
        using var session = saver.OpenSession(new SessionOptions());
        session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new TensorShape(1), [0]) });
    }

    static string Save(OperatorModel model, string prefix, params (string Key, float Value, int Count)[] variables)
    {
        var types = new AttributeProto.Types.ListProto();
        types.Type.AddRange(variables.Select(_ => DataTypeProto.DtFloat));
        return model.Node(
            "SaveV2",
            [
                VariableModel.Scalar(model, prefix),
                VariableModel.Vector(model, [.. variables.Select(variable => variable.Key)]),
                VariableModel.Vector(model, [.. variables.Select(_ => "")]),
                .. variables.Select(variable => model.Floats([variable.Count], variable.Value)),
            ],
            ("dtypes", new() { List = types }));
    }
}
