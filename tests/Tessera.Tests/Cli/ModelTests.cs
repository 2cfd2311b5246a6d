using System.Text.Json;
using Google.Protobuf;
using Tessera.Datasets.Npy;
using Tessera.Models.SavedModel.Protos;
using Tessera.Networks;
using Tessera.Tests.Models;

namespace Tessera.Tests.Cli;

public sealed class ModelTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public ModelTests() =>
        LocalModelWriter.Write(_folder.At("model"), new RandomNetwork(NetworkPresets.SmallCnn).Files());

    string Model => _folder.At("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_tells_signatures_operators_parameters_and_work()
    {
        var result = await CommandLine.RunAsync("model", "inspect", Model, "--json");

        var signature = JsonDocument.Parse(result.Output).RootElement.GetProperty("signatures")[0];
        Assert.Equal("serving_default", signature.GetProperty("name").GetString());
        Assert.Equal(4, signature.GetProperty("operators").GetProperty("Conv2D").GetInt32());

        // Keras's own count and sum for this layout: 1,250,858 parameters, 20.7 million multiplications.
        Assert.Equal(1_250_858, signature.GetProperty("parameters").GetInt64());
        Assert.Equal(41_482_240, signature.GetProperty("flops").GetInt64());
        Assert.True(signature.GetProperty("managed").GetBoolean());
    }

    [Theory]
    [InlineData("keras_cnn", 1_250_858)]
    [InlineData("resnet20", 274_042)]
    [InlineData("mobilenetv2_050", 1_987_224)]
    public async Task Inspect_counts_the_parameters_that_Keras_counts(string name, long expected)
    {
        var result = await CommandLine.RunAsync("model", "inspect", SharedFolder.Require($"models/{name}"), "--json");

        var signatures = JsonDocument.Parse(result.Output).RootElement.GetProperty("signatures").EnumerateArray();
        Assert.All(signatures, signature => Assert.Equal(expected, signature.GetProperty("parameters").GetInt64()));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("65537")]
    public async Task Rows_that_cannot_be_made_up_are_one_line(string rows)
    {
        var result = await CommandLine.RunAsync("model", "verify", Model, "--rows", rows);

        Assert.Equal(
            (2, $"tessera: --rows {rows} is not allowed: give a number from 1 to 65536\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Inspect_names_the_operator_that_the_managed_runtime_lacks()
    {
        var model = new OperatorModel(2, 3);
        model.Node("Bessel", ["x"]);
        Directory.CreateDirectory(_folder.At("strange"));
        await File.WriteAllBytesAsync(
            _folder.At("strange/saved_model.pb"), model.ToBytes(), TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At("strange"));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("not managed: operator Bessel", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("variables/variables.data-00000-of-00001", "is damaged: its checksum is wrong")]
    [InlineData("variables/variables.index", "checksum is wrong")]
    public async Task Inspect_says_what_is_damaged_rather_than_that_it_is_not_supported(string file, string words)
    {
        CopyFiles(SharedFolder.Require("models/keras_cnn"), Model);
        var path = Path.Combine(Model, file);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("model", "inspect", Model);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("saved_model.pb", "give the folder that holds it")]
    [InlineData("network.onnx", "is an ONNX file, which is not read")]
    [InlineData("graph.pb", "is text, which is not read")]
    public async Task Files_of_other_kinds_are_told_apart_from_damaged_ones(string name, string words)
    {
        await File.WriteAllTextAsync(
            _folder.At(name), "node {\n  name: \"x\"\n}\n", TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At(name));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify", "--tolerance -1 is not allowed: give a number from 0", "--tolerance", "-1")]
    [InlineData(
        "run", "--tensorflow lib is for --runtime tensorflow",
        "--tensorflow", "lib", "--input", "x.npy", "--output", "y.npy")]
    public async Task Options_that_make_no_sense_are_refused(string command, string words, params string[] options)
    {
        var result = await CommandLine.RunAsync(["model", command, Model, .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_refuses_a_file_without_anything_to_call()
    {
        await File.WriteAllBytesAsync(_folder.At("empty.pb"), [], TestContext.Current.CancellationToken);

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At("empty.pb"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("has no signature that maps arrays of numbers", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_names_the_input_of_strings()
    {
        var model = SavedModelProto.Parser.ParseFrom(new OperatorModel(2, 3).ToBytes());
        model.MetaGraphs[0].SignatureDef["serving_default"].Inputs["x"].Dtype = DataTypeProto.DtString;
        await WriteAsync(model, "strings");

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At("strings"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "'x' of 'serving_default' is DtString, which is not supported", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_of_an_input_of_any_shape_says_which_runtime_has_the_operators()
    {
        var operators = new OperatorModel(2, 3);
        operators.Node("Relu", ["x"], ("T", OperatorModel.Float));
        var model = SavedModelProto.Parser.ParseFrom(operators.ToBytes());
        model.MetaGraphs[0].SignatureDef["serving_default"].Inputs["x"].TensorShape = new() { UnknownRank = true };
        await WriteAsync(model, "any");

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At("any"));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("runtimes +managed; ", result.Output);
    }

    [Fact]
    public async Task Products_of_computed_matrices_count_as_work()
    {
        var operators = new OperatorModel(5, 2, 3);
        operators.Node("BatchMatMulV2", ["x", "x"], ("T", OperatorModel.Float), ("adj_y", OperatorModel.Flag(true)));
        await WriteAsync(SavedModelProto.Parser.ParseFrom(operators.ToBytes()), "products");

        var result = await CommandLine.RunAsync("model", "inspect", _folder.At("products"), "--json");

        var signature = JsonDocument.Parse(result.Output).RootElement.GetProperty("signatures")[0];
        Assert.Equal(2 * 5 * 2 * 3 * 2, signature.GetProperty("flops").GetInt64());
    }

    [Fact]
    public async Task Run_gives_probabilities_for_an_array_of_images()
    {
        var output = _folder.At("y.npy");

        var result = await CommandLine.RunAsync("model", "run", Model, "--input", WriteImages(3), "--output", output);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var reader = new NpyReader(File.OpenRead(output), output);
        Assert.Equal([3, 10], reader.Header.Shape);
        var row = new float[10];
        reader.ReadRows<float>(2, row);
        Assert.Equal(1, row.Sum(), 1e-5);
    }

    [Theory]
    [InlineData("nowhere.npy", "y.npy", "nowhere.npy")]
    [InlineData("x=images.npy", "y.npy", "'x=images.npy' names no tensor")]
    [InlineData("images.npy", "a=y.npy", "'a=y.npy' names no tensor")]
    public async Task Arrays_that_are_missing_or_unknown_are_one_line(string input, string output, string words)
    {
        var result = await CommandLine.RunAsync("model", "run", Model, "--input", input, "--output", output);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_folder_without_a_model_is_one_line()
    {
        var result = await CommandLine.RunAsync("model", "inspect", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not a SavedModel", result.Error, StringComparison.Ordinal);
    }

    static void CopyFiles(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    async Task WriteAsync(SavedModelProto model, string name)
    {
        Directory.CreateDirectory(_folder.At(name));
        await File.WriteAllBytesAsync(
            _folder.At($"{name}/saved_model.pb"), model.ToByteArray(), TestContext.Current.CancellationToken);
    }

    string WriteImages(int count)
    {
        var path = _folder.At("images.npy");
        using var stream = File.Create(path);
        var writer = new NpyWriter(stream, NpyHeader.Create(NpyType.Float32, count, 32, 32, 3));
        var random = new Random(1);
        writer.Write<float>([.. Enumerable.Range(0, count * 32 * 32 * 3).Select(_ => random.NextSingle())]);
        writer.Complete();
        return path;
    }
}
