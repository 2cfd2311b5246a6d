using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tessera.Datasets;
using Tessera.Imaging.Resize;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Preprocess;
using Tessera.Results;
using Tessera.Storage;

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
    public void Timing() => Check(
        "timing.json", TesseraJson.Default.StageTiming, new StageTiming("classify", 10000, 0, 5000, 1.5, "host"));

    static void Check<T>(string name, JsonTypeInfo<T> type, T value)
    {
        var json = JsonSerializer.Serialize(value, type);

        Golden.Check($"Formats/{name}", json + "\n");
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type)!, type));
    }
}
