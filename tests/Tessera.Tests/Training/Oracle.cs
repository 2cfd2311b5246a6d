using System.Text.Json;
using Tessera.Networks;

namespace Tessera.Tests.Training;

/// <summary>Values that TensorFlow computed for a small airbench94: shared/oracle/training/airbench-small.</summary>
sealed class Oracle
{
    readonly string _folder;

    Oracle(string folder)
    {
        _folder = folder;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "case.json")));
        var root = document.RootElement;
        Losses = [.. root.GetProperty("loss").EnumerateArray().Select(loss => loss.GetDouble())];
        LabelSmoothing = root.GetProperty("labelSmoothing").GetDouble();
        LearningRate = root.GetProperty("learningRate").GetDouble();
        Momentum = root.GetProperty("nesterovMomentum").GetDouble();
        Labels = [.. Values("labels").Select(label => (int)label)];
    }

    public double[] Losses { get; }

    public double LabelSmoothing { get; }

    public double LearningRate { get; }

    public double Momentum { get; }

    public int[] Labels { get; }

    /// <summary>The network that the values are of: the whitening kernel is trained there.</summary>
    public static Network Network { get; } = new(
        "airbench-small", new Shape(32, 32, 3), 10, Airbench.Layers(10, 16, 32, 32).Select(Thaw));

    /// <summary>Skips the test where the shared folder is missing; in CI that is a failure.</summary>
    public static Oracle Open()
    {
        var folder = Find(new DirectoryInfo(AppContext.BaseDirectory));
        Assert.SkipUnless(
            folder is not null || Environment.GetEnvironmentVariable("CI") == "true",
            "shared/oracle/training is not beside the repository");
        return new Oracle(folder ?? throw new DirectoryNotFoundException("shared/oracle/training/airbench-small"));
    }

    /// <summary>The numbers of an array, for example <c>logits</c> or <c>weight.head.kernel</c>.</summary>
    public float[] Values(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(_folder, $"{name}.npy"));
        var header = 10 + BitConverter.ToUInt16(bytes, 8);
        var values = new float[(bytes.Length - header) / sizeof(float)];
        Buffer.BlockCopy(bytes, header, values, 0, values.Length * sizeof(float));
        return values;
    }

    /// <summary>The oracle's name of a parameter: <c>block1.beta2</c> for <c>block1/norm2/offset</c>.</summary>
    public static string NameOf(Parameter parameter) => parameter.Role switch
    {
        ParameterRole.Offset => parameter.Layer.Replace("/norm", ".beta", StringComparison.Ordinal),
        _ when parameter.Layer.StartsWith("block", StringComparison.Ordinal) => parameter.Layer.Replace('/', '.'),
        _ => parameter.Name.Replace('/', '.'),
    };

    static Layer Thaw(Layer layer) => layer is Convolution { Initializer: Initializer.Whitening } whitening
        ? whitening with { Initializer = Initializer.GlorotUniform, Filters = 24 }
        : layer;

    static string? Find(DirectoryInfo? from)
    {
        for (; from is not null; from = from.Parent)
        {
            var folder = Path.Combine(from.FullName, "shared", "oracle", "training", "airbench-small");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
