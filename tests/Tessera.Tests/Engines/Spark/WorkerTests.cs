using System.Text.Json;
using Tessera.Datasets;
using Tessera.Engines.Spark;
using Tessera.Imaging.Resize;
using Tessera.Pipeline;
using Tessera.Pipeline.Preprocess;
using Tessera.Storage;
using Tessera.Tests.Datasets;

namespace Tessera.Tests.Engines.Spark;

public sealed class WorkerTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_path_on_standard_input_gives_a_row_once_its_shard_is_marked()
    {
        var spec = await SpecAsync();

        var rows = await RunAsync(spec, "file:/x/train-00000.npy\t100\nfile:/x/train-00002.npy\t50\n");

        Assert.Equal(["train-00000", "train-00002"], rows.Select(row => row.Shard).Order());
        Assert.All(rows, row => Assert.True(File.Exists(_folder.At($"out/stats/preprocess/{row.Shard}.json"))));
        Assert.False(File.Exists(_folder.At("out/stats/preprocess/train-00001.json")));
    }

    [Fact]
    public async Task A_shard_that_is_marked_is_not_done_again()
    {
        var spec = await SpecAsync();
        await RunAsync(spec, "train-00000.npy\t1\n");
        var mark = _folder.At("out/stats/preprocess/train-00000.json");
        var before = File.GetLastWriteTimeUtc(mark);

        var rows = await RunAsync(spec, "train-00000.npy\t1\n");

        Assert.Equal("train-00000", Assert.Single(rows).Shard);
        Assert.Equal(before, File.GetLastWriteTimeUtc(mark));
    }

    [Fact]
    public async Task What_would_fail_again_and_again_is_a_row_and_the_rest_is_read_away()
    {
        var spec = await SpecAsync() with { InputChecksum = "another" };

        var rows = await RunAsync(spec, "train-00000.npy\t1\ntrain-00001.npy\t1\n");

        Assert.Contains("has changed since", Assert.Single(rows).Fatal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_cannot_be_read_is_a_row_too()
    {
        var output = new StringWriter();

        await Worker.RunAsync(
            "no stage", new StringReader(""), output, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Contains("fatal", output.ToString(), StringComparison.Ordinal);
    }

    async Task<PreprocessSpec> SpecAsync()
    {
        var input = await SmallDataset.CreateAsync(
            StorageSchemes.Open(_folder.At("in")),
            new ImageShape(5, 7, 3),
            3,
            3,
            TestContext.Current.CancellationToken);
        return new PreprocessSpec
        {
            Output = _folder.At("out"),
            Input = input.Folder.Url,
            InputChecksum = input.Manifest.Checksum,
            Height = 8,
            Width = 8,
            Resize = ResizeMethod.Area,
        };
    }

    static async Task<List<WorkerRow>> RunAsync(StageSpec spec, string input)
    {
        var output = new StringWriter();
        await Worker.RunAsync(
            Worker.Encode(spec),
            new StringReader(input),
            output,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        return [.. output.ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, TesseraJsonLines.Default.WorkerRow)!)];
    }
}
