using System.Text.Json;
using Tessera.Imaging;
using Tessera.Imaging.Png;
using Tessera.Networks;
using Tessera.Tests.Models;

namespace Tessera.Tests.Cli;

public sealed class PredictTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Pictures_are_classified_by_the_newest_model_of_the_store()
    {
        WriteModel("store/models/small-cnn-1");
        var picture = WritePicture("a.png", 32, 32);

        var result = await CommandLine.RunAsync("predict", picture, "--store", At("store"), "--top", "2");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("a\\.png .* % .* % ", result.Output);
    }

    [Fact]
    public async Task Unreadable_files_are_rows_and_other_sizes_are_fitted()
    {
        WriteModel("model");
        await File.WriteAllTextAsync(At("broken.png"), "no picture", TestContext.Current.CancellationToken);

        string[] files = [WritePicture("b.png", 50, 70), At("broken.png"), At("missing.png"), At("model")];
        var result = await CommandLine.RunAsync(["predict", .. files, "--model", At("model"), "--json"]);

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["ok", "error", "error", "error"], lines.Select(line => line.GetProperty("status").GetString()));
        Assert.Equal(
            ["its format is not known; known: PNG", "it does not exist", "it is a folder"],
            lines[1..].Select(line => line.GetProperty("error").GetString()));
        Assert.Equal(5, lines[0].GetProperty("top").GetArrayLength());
        Assert.All(lines, line => Assert.Equal("prediction", line.GetProperty("event").GetString()));
        Assert.Equal((2, "tessera: 3 of 4 files could not be read\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task A_size_that_the_model_does_not_take_is_refused()
    {
        WriteModel("model");

        var result = await CommandLine.RunAsync(
            "predict", WritePicture("a.png", 32, 32), "--model", At("model"), "--size", "16x20");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--size 16x20 does not fit the model", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rgb", "red")]
    [InlineData("bgr", "blue")]
    public async Task A_model_of_logits_that_says_nothing_is_fed_as_the_options_say(string order, string expected)
    {
        WriteChannelMeans("means");
        File.WriteAllLines(At("names"), ["red", "green", "blue"]);
        File.WriteAllBytes(At("red.png"), PngEncoder.Encode(new Picture(40, 30, PixelFormat.Rgb, Red(40 * 30))));

        var result = await CommandLine.RunAsync(
            "predict", At("red.png"), "--model", At("means"), "--classes", At("names"), "--channels", order, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var best = JsonDocument.Parse(result.Output).RootElement.GetProperty("top")[0];
        Assert.Equal(expected, best.GetProperty("name").GetString());

        // the softmax of 1, 0, 0
        Assert.Equal(Math.E / (Math.E + 2), best.GetProperty("confidence").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task A_model_that_does_not_say_how_many_classes_it_knows_asks_for_names()
    {
        WriteChannelMeans("means");

        var result = await CommandLine.RunAsync("predict", "a.png", "--model", At("means"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--classes", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreadable_file_fails_the_command_when_asked_to()
    {
        WriteModel("model");

        var result = await CommandLine.RunAsync(
            "predict", At("missing.png"), "--model", At("model"), "--on-error", "fail");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("tessera: cannot read", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_models_says_what_to_do()
    {
        var result = await CommandLine.RunAsync("predict", "a.png", "--store", At("store"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no trained model", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    string At(string name) => _folder.At(name);

    void WriteModel(string name) =>
        LocalModelWriter.Write(At(name), new RandomNetwork(NetworkPresets.SmallCnn).Files());

    /// <summary>A model of somebody else's: three logits, the mean of each channel.</summary>
    void WriteChannelMeans(string name)
    {
        var model = new OperatorModel(-1, 32, 32, 3);
        model.Node(
            "Mean", ["x", model.Integers(1, 2)], ("T", OperatorModel.Float), ("Tidx", OperatorModel.Integer));
        Directory.CreateDirectory(At(name));
        File.WriteAllBytes(At($"{name}/saved_model.pb"), model.ToBytes());
    }

    static byte[] Red(int pixels) => [.. Enumerable.Range(0, pixels * 3).Select(i => (byte)(i % 3 == 0 ? 255 : 0))];

    string WritePicture(string name, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(3).NextBytes(pixels);
        File.WriteAllBytes(At(name), PngEncoder.Encode(new Picture(width, height, PixelFormat.Rgb, pixels)));
        return At(name);
    }
}
