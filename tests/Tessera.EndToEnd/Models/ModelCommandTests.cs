using System.Text.Json;
using Tessera.Datasets.Npy;
using Tessera.Tests;

namespace Tessera.EndToEnd.Models;

/// <summary>The commands on models of others, with both runtimes.</summary>
public sealed class ModelCommandTests
{
    static readonly string[] s_cifar = ["--mean", "0.4914,0.4822,0.4465", "--std", "0.2470,0.2435,0.2616"];

    public ModelCommandTests() => TensorFlowRequirement.Load();

    [Theory]
    [InlineData("keras_cnn")]
    [InlineData("resnet20")]
    [InlineData("mobilenetv2_050")]
    public async Task Both_runtimes_agree_on_a_model_of_Keras(string name)
    {
        var model = SharedFolder.Require($"models/{name}");

        var outcome = await TesseraProcess.RunAsync("model", "verify", model, "--rows", "3", "--json");

        outcome.RequireSuccess();
        var result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.True(result.GetProperty("agrees").GetBoolean());
        Assert.Equal(3, result.GetProperty("outputs")[0].GetProperty("equalArgMax").GetInt32());
    }

    [Fact]
    public async Task A_difference_beyond_the_tolerance_has_an_exit_code_of_its_own()
    {
        var model = SharedFolder.Require("models/keras_cnn");

        var outcome = await TesseraProcess.RunAsync("model", "verify", model, "--tolerance", "1e-12");

        Assert.Equal(4, outcome.ExitCode);
        Assert.Contains("DIFFERS", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_runtimes_predict_the_same_for_a_picture()
    {
        var model = SharedFolder.Require("models/keras_cnn");
        var picture = SharedFolder.Require("images/hostile/wide.png");

        var managed = await PredictAsync(model, picture, "managed");
        var tensorFlow = await PredictAsync(model, picture, "tensorflow");

        Assert.Equal(managed, tensorFlow);
    }

    [Fact]
    public async Task An_array_gives_the_same_in_both_runtimes()
    {
        var layer = SharedFolder.Require("oracle/layers/GlobalAveragePooling2D_keepdims");
        var folder = Directory.CreateTempSubdirectory("tessera-model-").FullName;
        try
        {
            foreach (var runtime in new[] { "managed", "tensorflow" })
            {
                (await TesseraProcess.RunAsync(
                    "model", "run", layer, "--input", Path.Combine(layer, "input.npy"),
                    "--output", Path.Combine(folder, $"{runtime}.npy"), "--runtime", runtime)).RequireSuccess();
            }

            var (expected, actual) = (Read(folder, "tensorflow"), Read(folder, "managed"));
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static float[] Read(string folder, string runtime)
    {
        var path = Path.Combine(folder, $"{runtime}.npy");
        using var reader = new NpyReader(File.OpenRead(path), path);
        var values = new float[reader.Header.Rows * reader.Header.RowBytes / sizeof(float)];
        reader.ReadRows<float>(0, values);
        return values;
    }

    static async Task<string> PredictAsync(string model, string picture, string runtime)
    {
        var outcome = await TesseraProcess.RunAsync(
            ["predict", picture, "--model", model, .. s_cifar, "--runtime", runtime]);
        outcome.RequireSuccess();
        return outcome.Output;
    }
}
