using System.Collections.Concurrent;
using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Imaging.Resize;
using Tessera.Pipeline;
using Tessera.Pipeline.Preprocess;
using Tessera.Storage;
using Tessera.Tests.Datasets;

namespace Tessera.Tests.Pipeline;

public sealed class StageRunnerTests : IDisposable
{
    static readonly ErrorPolicy s_policy = new(OnError.Skip, MaxErrors.OnePercent);

    readonly TemporaryFolder _temporary = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Folder Input => StorageSchemes.Open(_temporary.At("in"));

    Folder Output => StorageSchemes.Open(_temporary.At("out"));

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Every_shard_is_processed_once_and_marked()
    {
        var engine = new RecordingEngine();
        var spec = await SpecAsync(8);

        var marks = await RunAsync(engine, spec);

        Assert.Equal(["train-00000", "train-00001", "train-00002"], engine.Shards.Order());
        Assert.Equal(["train-00000", "train-00001", "train-00002"], marks.Select(mark => mark.Shard));
        Assert.All(marks, mark => Assert.True(File.Exists(_temporary.At($"out/stats/preprocess/{mark.Shard}.json"))));
    }

    [Fact]
    public async Task Resumed_run_skips_committed_shards()
    {
        var spec = await SpecAsync(8);
        await RunAsync(new RecordingEngine(), spec);
        File.Delete(_temporary.At("out/stats/preprocess/train-00001.json"));
        var engine = new RecordingEngine();

        await RunAsync(engine, spec);

        Assert.Equal(["train-00001"], engine.Shards);
    }

    [Fact]
    public async Task What_killed_attempts_left_of_its_shards_is_gone_when_a_stage_is_done()
    {
        string[] left = ["_train-00001.npy", "_train-00002.jsonl", "stats/preprocess/_train-00000.json"];
        string[] others = ["_lock", "_run.json", "_test-00000.npy"];
        Directory.CreateDirectory(_temporary.At("out/stats/preprocess"));
        var unique = Guid.NewGuid().ToString("N");
        foreach (var name in left.Concat(others))
        {
            await File.WriteAllTextAsync(_temporary.At($"out/{name}.{unique}"), "x", Cancellation);
        }

        await RunAsync(new RecordingEngine(), await SpecAsync(8));

        Assert.All(left, name => Assert.False(File.Exists(_temporary.At($"out/{name}.{unique}"))));
        Assert.All(others, name => Assert.True(File.Exists(_temporary.At($"out/{name}.{unique}"))));
    }

    [Fact]
    public async Task A_mark_of_other_options_does_not_exist()
    {
        await RunAsync(new RecordingEngine(), await SpecAsync(8));
        var engine = new RecordingEngine();

        await RunAsync(engine, await SpecAsync(9));

        Assert.Equal(3, engine.Shards.Count);
    }

    [Theory]
    [InlineData("}", "")]
    [InlineData("\"files\": [", "\"files\": [null,")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"no")]
    [InlineData("\"channelSums\":", "\"otherSums\":")]
    [InlineData("\"images\": ", "\"images\": 1")]
    public async Task A_damaged_mark_does_not_exist(string part, string replacement)
    {
        var spec = await SpecAsync(8);
        await RunAsync(new RecordingEngine(), spec);
        var path = _temporary.At("out/stats/preprocess/train-00002.json");
        var mark = await File.ReadAllTextAsync(path, Cancellation);
        Assert.Contains(part, mark, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, mark.Replace(part, replacement, StringComparison.Ordinal), Cancellation);
        var engine = new RecordingEngine();

        await RunAsync(engine, spec);

        Assert.Equal(["train-00002"], engine.Shards);
    }

    [Fact]
    public async Task A_shard_is_marked_only_after_its_files_are_there()
    {
        var spec = await SpecAsync(8);
        var engine = new RecordingEngine(mark => Assert.All(
            mark.Files, file => Assert.Equal(file.Bytes, new FileInfo(_temporary.At($"out/{file.Name}")).Length)));

        await RunAsync(engine, spec);

        Assert.Equal(3, engine.Shards.Count);
    }

    [Fact]
    public async Task Any_number_of_threads_leaves_the_same_files()
    {
        var hashes = new List<string>();
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var spec = await SpecAsync(8) with { Output = _temporary.At($"out-{threads}") };
            var marks = await RunAsync(new LocalEngine(threads, TimeProvider.System), spec);
            hashes.Add(string.Join(' ', marks.SelectMany(mark => mark.Files).Select(file => file.Sha256)));
        }

        Assert.Single(hashes.Distinct());
    }

    [Theory]
    [InlineData(OnError.Fail, "100%")]
    [InlineData(OnError.Skip, "0")]
    [InlineData(OnError.Skip, "33%")]
    public async Task Too_many_failed_images_end_the_run_with_the_first_reason(OnError onError, string most)
    {
        var policy = new ErrorPolicy(onError, MaxErrors.Parse(most));
        var engine = new FailingImagesEngine();

        var failure = await Assert.ThrowsAsync<TesseraException>(
            async () => await RunAsync(engine, await SpecAsync(8), policy));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("cat.png: it is broken", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_third_of_failed_images_is_fine_when_it_is_allowed()
    {
        var marks = await RunAsync(
            new FailingImagesEngine(), await SpecAsync(8), new ErrorPolicy(OnError.Skip, MaxErrors.Parse("34%")));

        Assert.Equal(3, marks.Sum(mark => mark.Errors));
    }

    static Task<IReadOnlyList<ShardMark>> RunAsync(IEngine engine, StageSpec spec) => RunAsync(engine, spec, s_policy);

    static async Task<IReadOnlyList<ShardMark>> RunAsync(IEngine engine, StageSpec spec, ErrorPolicy policy)
    {
        var marks = new ShardMark[3];
        await new StageRunner(engine, TimeProvider.System, new Progress<StageProgress>()).RunAsync(
            spec,
            [.. Enumerable.Range(0, 3).Select(i => new ShardPlan($"train-0000{i}", 3))],
            policy,
            (place, mark) => marks[place] = mark,
            Cancellation);
        return marks;
    }

    async Task<PreprocessSpec> SpecAsync(int size)
    {
        var input = await Dataset.TryOpenAsync(Input, Cancellation)
            ?? await SmallDataset.CreateAsync(Input, new ImageShape(5, 7, 3), 3, 3, Cancellation);
        return new PreprocessSpec
        {
            Input = Input.Url,
            InputChecksum = input.Manifest.Checksum,
            Output = Output.Url,
            Height = size,
            Width = size,
            Resize = ResizeMethod.Area,
        };
    }

    /// <summary>The local engine, which remembers what it was given.</summary>
    sealed class RecordingEngine(Action<ShardMark>? check = null) : IEngine
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task RequireAvailableAsync(CancellationToken cancellation) => Task.CompletedTask;

        public ConcurrentBag<string> Shards { get; } = [];

        public Task MapAsync(
            StageSpec spec,
            IReadOnlyCollection<string> shards,
            Action<ShardMark> committed,
            CancellationToken cancellation) =>
            new LocalEngine(2, TimeProvider.System).MapAsync(
                spec,
                shards,
                mark =>
                {
                    Shards.Add(mark.Shard);
                    check?.Invoke(mark);
                    committed(mark);
                },
                cancellation);
    }

    /// <summary>Commits every shard with one image in three that could not be read.</summary>
    sealed class FailingImagesEngine : IEngine
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task RequireAvailableAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task MapAsync(
            StageSpec spec,
            IReadOnlyCollection<string> shards,
            Action<ShardMark> committed,
            CancellationToken cancellation)
        {
            foreach (var shard in shards)
            {
                committed(new ShardMark
                {
                    Shard = shard,
                    Images = 3,
                    Errors = 1,
                    Files = [],
                    FirstError = "cat.png: it is broken",
                });
            }

            return Task.CompletedTask;
        }
    }
}
