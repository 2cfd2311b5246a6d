using System.Security.Cryptography;
using Tessera.Datasets;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Imaging.Resize;
using Tessera.Kernels;
using Tessera.Pipeline;
using Tessera.Pipeline.Preprocess;
using Tessera.Pipeline.Steps;
using Tessera.Storage;
using Tessera.Tests.Datasets.Sources.Cifar;
using Tessera.Tests.Datasets.Sources.Pickle;
using Tessera.Tests.Storage;
using Tessera.Training;

namespace Tessera.Tests.Pipeline;

public sealed class JobTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Sheets_binary_files_and_pickles_give_the_same_dataset_byte_for_byte()
    {
        Dictionary<string, byte[]>[] sources =
            [SmallCifar.Binary(), SmallCifar.Python(PickleWriter.BatchOfPython2), SmallCifar.Sheets()];

        var hashes = new List<string>();
        foreach (var (index, files) in sources.Index())
        {
            var job = Job($"store-{index}", Source($"source-{index}", files));
            var dataset = await job.PreprocessAsync(Cancellation);
            hashes.Add(HashFiles(dataset.Folder.Url, "*.npy", "*.jsonl", "dataset.json"));
        }

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Keys_are_split_and_index_and_labels_and_order_those_of_the_source()
    {
        var dataset = await Job("store", Source("source", SmallCifar.Binary())).IngestAsync(Cancellation);

        var keys = new List<string>();
        foreach (var shard in dataset.Split(SplitManifest.Train).Shards)
        {
            await foreach (var image in dataset.ReadAsync(shard, Cancellation))
            {
                keys.Add(image.Record.Key);
            }
        }

        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"train-{i:00000000}"), keys);
    }

    [Fact]
    public async Task A_second_run_finds_everything_done()
    {
        var source = Source("source", SmallCifar.Binary());
        var first = await Job("store", source).RunAsync(Cancellation);
        var written = Times();

        var second = await Job("store", source).RunAsync(Cancellation);

        Assert.Equal(first.Run, second.Run);
        Assert.Equal(first.Metrics.Correct, second.Metrics.Correct);
        Assert.Equal(written, Times());
    }

    [Fact]
    public async Task Whichever_marks_are_missing_the_same_job_makes_the_same_files_again()
    {
        var source = Source("source", SmallCifar.Binary());
        var result = await Job("store", source).RunAsync(Cancellation);
        var expected = HashFiles(result.Run, "*.jsonl", "metrics.json", "confusion.csv");
        foreach (var stage in new[] { "classify", "evaluate", "report" })
        {
            Directory.Delete(Path.Combine(result.Run, "stats", stage), recursive: true);

            await Job("store", source).RunAsync(Cancellation);

            Assert.Equal(expected, HashFiles(result.Run, "*.jsonl", "metrics.json", "confusion.csv"));
        }
    }

    [Fact]
    public async Task Every_image_of_the_split_has_one_prediction_and_the_report_is_there()
    {
        var result = await Job("store", Source("source", SmallCifar.Binary())).RunAsync(Cancellation);
        var predictions = Directory.GetFiles(Path.Combine(result.Run, "predictions"));

        Assert.Equal(3, predictions.Sum(file => File.ReadLines(file).Count()));
        Assert.Equal(3, result.Metrics.Images);
        Assert.Contains("</html>", await File.ReadAllTextAsync(result.Report, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predictions/test-00000.jsonl")]
    [InlineData("metrics.json")]
    [InlineData("report.html")]
    public async Task A_result_that_somebody_deleted_is_made_again(string name)
    {
        var source = Source("source", SmallCifar.Binary());
        var result = await Job("store", source).RunAsync(Cancellation);
        File.Delete(Path.Combine(result.Run, name));

        await Job("store", source).RunAsync(Cancellation);

        Assert.True(File.Exists(Path.Combine(result.Run, name)));
    }

    [Fact]
    public async Task Images_and_models_that_somebody_deleted_are_made_again()
    {
        var source = Source("source", SmallCifar.Binary());
        var first = await Job("store", source).RunAsync(Cancellation);
        string[] patterns = ["*.npy", "saved_model.pb"];
        var expected = HashFiles(_temporary.At("store"), patterns);
        foreach (var pattern in patterns)
        {
            File.Delete(Directory.GetFiles(_temporary.At("store"), pattern, SearchOption.AllDirectories)[0]);
        }

        var second = await Job("store", source).RunAsync(Cancellation);

        Assert.Equal(expected, HashFiles(_temporary.At("store"), patterns));
        Assert.Equal(first.Run, second.Run);
    }

    [Fact]
    public async Task A_given_model_says_the_same_of_images_that_are_resized_on_the_way_as_of_preprocessed_ones()
    {
        var options = Options("store", Source("source", SmallCifar.Binary())) with { Size = "24x20" };
        options = options with { Training = options.Training with { Network = "small-cnn" } };
        var trained = await RunAsync(options);
        var model = Assert.Single(Directory.GetDirectories(_temporary.At("store/models")));

        var given = await RunAsync(options with { Store = _temporary.At("other"), Model = model });

        string[] patterns = ["test-*.jsonl", "metrics.json", "confusion.csv"];
        Assert.Equal(HashFiles(trained.Run, patterns), HashFiles(given.Run, patterns));
        Assert.Single(Directory.GetDirectories(_temporary.At("other/datasets")));
        Assert.Contains("ingest", await File.ReadAllTextAsync(given.Report, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_model_has_a_run_for_each_size_that_images_are_brought_to()
    {
        var source = Source("source", SmallCifar.Binary());
        var options = Options("store", source) with { Size = "24" };
        options = options with { Training = options.Training with { Network = "small-cnn" } };
        _ = await RunAsync(options);
        var model = Assert.Single(Directory.GetDirectories(_temporary.At("store/models")));

        var area = await RunAsync(options with { Model = model });
        var bilinear = await RunAsync(options with { Model = model, Resize = ResizeMethod.Bilinear });
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => RunAsync(options with { Model = model, Size = null }));

        Assert.NotEqual(area.Run, bilinear.Run);
        Assert.Contains("takes images of 24×24×3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_no_image_can_have_is_refused()
    {
        var options = Options("store", Source("source", SmallCifar.Binary())) with { Size = "65536" };
        var job = new Job(options, TimeProvider.System, new Progress<StageProgress>());

        var failure = await Assert.ThrowsAsync<TesseraException>(() => job.PreprocessAsync(Cancellation));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("--size 65536", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_is_not_there_is_told_of_before_the_source_is_read()
    {
        var options = Options("store", _temporary.At("no-source"));
        await using var missing = new MissingEngine();
        var job = new Job(options, missing, TimeProvider.System, new Progress<StageProgress>());

        var failure = await Assert.ThrowsAsync<TesseraException>(() => job.RunAsync(Cancellation));

        Assert.Equal(MissingEngine.Message, failure.Message);
        Assert.False(Directory.Exists(_temporary.At("store")));
    }

    [Fact]
    public async Task An_unfinished_run_that_is_named_is_resumed()
    {
        var source = Source("source", SmallCifar.Binary());
        var run = _temporary.At("named");
        await Job("store", source, run).RunAsync(Cancellation);
        Directory.Delete(Path.Combine(run, "stats"), recursive: true);

        var result = await Job("store", source, run).RunAsync(Cancellation);

        Assert.Equal(3, result.Metrics.Images);
    }

    [Fact]
    public async Task An_unknown_split_is_found_before_anything_is_trained()
    {
        var options = Options("store", Source("source", SmallCifar.Binary())) with { Split = "none" };

        await Assert.ThrowsAsync<TesseraException>(
            () => new Job(options, TimeProvider.System, new Progress<StageProgress>()).RunAsync(Cancellation));

        Assert.False(Directory.Exists(_temporary.At("store/models")));
    }

    [Fact]
    public async Task A_finished_run_refuses_options_that_it_was_not_made_with_and_takes_those_it_was()
    {
        var source = Source("source", SmallCifar.Binary());
        var run = _temporary.At("named");
        await Job("store", source, run).RunAsync(Cancellation);
        var options = Options("other-store", source) with { Run = run, Threads = 1 };

        await Run(options);
        var failure = await Assert.ThrowsAsync<TesseraException>(() => Run(options with { TopK = 3 }));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("--top 3 contradicts the finished run", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temporary.At("other-store")));

        static Task Run(JobOptions options) =>
            new Job(options, TimeProvider.System, new Progress<StageProgress>()).RunAsync(Cancellation);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("model")]
    [InlineData("run")]
    public async Task Folders_that_cannot_be_are_refused_before_the_source_is_read(string which)
    {
        var options = Options("store", _temporary.At("no-source"));
        options = which switch
        {
            "store" => options with { Store = "gs://bucket" },
            "run" => options with { Run = "gs://bucket" },
            _ => options with { Model = _temporary.At("no-model") },
        };

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => new Job(options, TimeProvider.System, new Progress<StageProgress>()).TrainAsync(Cancellation));

        Assert.DoesNotContain("no-source", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_opens_no_shard_of_the_test_split()
    {
        var options = Options("store", Source("source", SmallCifar.Binary()));
        var dataset = await new Job(options, TimeProvider.System, new Progress<StageProgress>())
            .PreprocessAsync(Cancellation);
        var storage = new RecordingStorage(new FileStorage(dataset.Folder.Url));
        var recorded = new Dataset(new Folder(storage, ""), dataset.Manifest);
        var job = new JobContext(options, null!, TimeProvider.System, new Progress<StageProgress>());

        await TrainStep.RunAsync(job, recorded, Cancellation);

        Assert.Contains("train-00000.npy", storage.Read.Keys);
        Assert.DoesNotContain(storage.Read.Keys, name => name.StartsWith("test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_batch_is_read_while_this_one_is_computed()
    {
        var options = Options("store", Source("source", SmallCifar.Binary())) with { ShardImages = 100 };
        var dataset = await new Job(options, TimeProvider.System, new Progress<StageProgress>())
            .PreprocessAsync(Cancellation);
        var storage = new RecordingStorage(new FileStorage(dataset.Folder.Url));
        var recorded = new Dataset(new Folder(storage, ""), dataset.Manifest);
        var shard = recorded.Split(SplitManifest.Train).Shards[0];
        var sized = new SizedDataset(recorded, null);

        await foreach (var batch in BatchReader.ReadAsync(sized, shard, 2, Cancellation))
        {
            // As if it were computed: meanwhile the two batches after it come by themselves.
            var deadline = Task.Delay(TimeSpan.FromSeconds(30), Cancellation);
            while (storage.Read["train-00000.npy"] < 6 * CifarFormat.PixelBytes && !deadline.IsCompleted)
            {
                await Task.Delay(1, Cancellation);
            }

            Assert.InRange(storage.Read["train-00000.npy"], 6 * CifarFormat.PixelBytes, long.MaxValue);
            break;
        }
    }

    [Fact]
    public void Five_thousand_training_images_are_held_out_by_default()
    {
        Assert.Equal(5000, new JobOptions().Training.Recipe(50_000).Validation);
        Assert.Equal(100, new JobOptions().Training.Recipe(1_000).Validation);
    }

    [Fact]
    public async Task A_source_that_cannot_be_had_leaves_no_folder()
    {
        var options = Options("store", _temporary.At("no-source"));

        await Assert.ThrowsAsync<TesseraException>(
            () => new Job(options, TimeProvider.System, new Progress<StageProgress>()).IngestAsync(Cancellation));

        Assert.False(Directory.Exists(_temporary.At("store")));
    }

    [Fact]
    public void Every_wrong_option_is_named()
    {
        var options = new JobOptions
        {
            Limit = 0,
            Threads = 0,
            TopK = 0,
            Size = "big",
            Kernels = "foo",
            Training = new TrainingOptions { Epochs = -1, Network = "alexnet" },
        };

        var failure = Assert.Throws<TesseraException>(options.Validate);

        Assert.All(
            ["--limit 0", "--threads 0", "--top 0", "--size big", "--kernels foo", "--epochs -1", "--network alexnet"],
            part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    static Task<JobResult> RunAsync(JobOptions options) =>
        new Job(options, TimeProvider.System, new Progress<StageProgress>()).RunAsync(Cancellation);

    Job Job(string store, string source, string? run = null) => new(
        Options(store, source) with { Run = run }, TimeProvider.System, new Progress<StageProgress>());

    JobOptions Options(string store, string source) => new()
    {
        Store = _temporary.At(store),
        Source = source,
        Cache = _temporary.At("cache"),
        ShardImages = 4,
        Threads = 2,
        Kernels = KernelSets.NameOf(KernelSets.Best),
        Training = new TrainingOptions { Network = "airbench90", Epochs = 1, BatchSize = 5 },
    };

    string Source(string name, Dictionary<string, byte[]> files)
    {
        SmallCifar.WriteTo(_temporary.At(name), files);
        return _temporary.At(name);
    }

    SortedDictionary<string, DateTime> Times() => new(
        Directory.GetFiles(_temporary.At("store"), "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.GetLastWriteTimeUtc));

    static string HashFiles(string folder, params string[] patterns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = patterns.SelectMany(p => Directory.GetFiles(folder, p, SearchOption.AllDirectories));
        foreach (var file in files.Order())
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
