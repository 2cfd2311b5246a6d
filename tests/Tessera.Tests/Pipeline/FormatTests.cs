using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tessera.Datasets;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Imaging.Resize;
using Tessera.Models;
using Tessera.Networks;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Ingest;
using Tessera.Pipeline.Preprocess;
using Tessera.Pipeline.Steps;
using Tessera.Results;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera.Tests.Pipeline;

/// <summary>Persisted formats may only grow: these goldens show every change of them.</summary>
public sealed class FormatTests
{
    static readonly Digest s_pixels = Digest.Parse(new string('1', 32) + new string('a', 32));
    static readonly Digest s_sidecar = Digest.Parse(new string('2', 32) + new string('b', 32));

    [Fact]
    public void Dataset_manifest() => Check("dataset.json", TesseraJson.Default.DatasetManifest, new DatasetManifest
    {
        Name = "cifar10",
        Identity = "identity",
        Checksum = "checksum",
        Classes = ["cat", "dög"],
        Image = new ImageShape(32, 24, 3),
        ChannelMean = [0.5, 0.25, 0.125],
        ChannelStd = [0.1, 0.2, 0.3],
        Splits =
        [
            new SplitManifest("train", 1000, 1, [new ShardManifest("train-00000", 1000, 2304128, s_pixels, s_sidecar)]),
        ],
    });

    [Fact]
    public void Mark() => Check("mark.json", TesseraJson.Default.ShardMark, new ShardMark
    {
        Identity = "identity",
        Shard = "test-00000",
        Images = 10,
        Errors = 1,
        Files = [new WrittenFile("test-00000.jsonl", 1234, "sha")],
        FirstError = "test-00000003: it ends early",
        ChannelSums = new ChannelSums(64, [1, 2, 3], [4, 5, 6]),
        Predictions = new PredictionCounts(10, 1, 8, 4.5, [[0, 0, 5], [0, 1, 1], [1, 1, 3]]),
        Seconds = 0.25,
        Host = "host",
    });

    [Fact]
    public void Preprocess_stage() => Check("stage-preprocess.json", TesseraJson.Default.StageSpec, new PreprocessSpec
    {
        Output = "out",
        Input = "in",
        InputChecksum = "checksum",
        Height = 32,
        Width = 24,
        Resize = ResizeMethod.Area,
    });

    [Fact]
    public void Classify_stage() => Check("stage-classify.json", TesseraJson.Default.StageSpec, new ClassifySpec
    {
        Output = "out",
        Input = "in",
        InputChecksum = "checksum",
        Model = "model",
        ModelChecksum = "checksum",
        Split = "test",
        TopK = 5,
        TestTimeAugmentation = TestTimeAugmentation.MirrorAndShift,
        Kernels = "avx2",
    });

    [Fact]
    public void Ingest_stage() => Check("stage-ingest.json", TesseraJson.Default.StageSpec, new IngestSpec
    {
        Output = "out",
        SourceChecksum = "checksum",
        Limit = 100,
        ShardImages = 1000,
        Splits = [new IngestSplit("train", 100, [new CifarBatchFile("data_batch_1.bin", 10000, "md5")])],
    });

    [Fact]
    public void Run() => Check("run.json", TesseraJson.Default.RunFile, new RunFile(
        1,
        new JobOptions { Threads = 2, Kernels = "avx2" },
        "dataset",
        "checksum",
        "model",
        "checksum",
        "avx2",
        "0.1.0",
        ".NET 10",
        "Linux",
        RecipePresets.For(NetworkPresets.Airbench90),
        "tessera run"));

    [Fact]
    public void A_run_file_of_an_earlier_version_is_read()
    {
        const string Earlier =
            """
            {"format":1,"options":{"store":"s","testTimeAugmentation":"MirrorAndShift","engine":"Local"},"dataset":"d",
            "datasetChecksum":"c","model":"m","modelChecksum":"c","kernels":"avx2","tessera":"0.1.0","runtime":"r",
            "system":"s"}
            """;

        var file = JsonSerializer.Deserialize(Earlier, TesseraJson.Default.RunFile)!;

        Assert.Equal(TestTimeAugmentation.MirrorAndShift, file.Options.TestTimeAugmentation);
        Assert.Null(file.Recipe);
    }

    [Fact]
    public void What_a_models_identity_hashes_of_its_recipe() => Golden.Check(
        "Formats/identity-recipe.json",
        JsonSerializer.Serialize(
            RecipePresets.For(NetworkPresets.Airbench90), IdentityJson.Default.Recipe) + "\n");

    [Fact]
    public void Model_metadata() => Golden.Check("Formats/tessera.json", Encoding.UTF8.GetString(
        ModelMetadataFile.Write(new ModelMetadata
        {
            Network = "airbench90",
            Classes = ["cat", "dög"],
            Image = new ModelImage(32, 24, 3),
            Mean = [0.5f, 0.25f, 0.125f],
            Std = [0.1f, 0.2f, 0.3f],
        })));

    [Fact]
    public void Learning_curve() => Golden.Check("Formats/history.json", Encoding.UTF8.GetString(new TrainedNetwork(
        NetworkPresets.Create(NetworkPresets.SmallCnn, new Shape(32, 32, 3), 10),
        new Dictionary<string, float[]>(),
        [new EpochResult(1, 45, 1.5, 0.4321, new Evaluation(1.25, 0.5)), new EpochResult(2, 90, 1.25, 0.5, null)])
        .HistoryJson()));

    [Fact]
    public void Timing() => Check(
        "timing.json", TesseraJson.Default.StageTiming, new StageTiming("classify", 10000, 0, 5000, 1.5, "host"));

    static void Check<T>(string name, JsonTypeInfo<T> type, T value)
    {
        var json = JsonSerializer.Serialize(value, type);

        Golden.Check($"Formats/{name}", json + "\n");
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type));
    }
}
