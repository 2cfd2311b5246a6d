namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// CIFAR-10's own facts: names, sizes, checksums. Source: https://www.cs.toronto.edu/~kriz/cifar.html.
/// </summary>
public static class CifarFormat
{
    /// <summary>Height and width of every image.</summary>
    public const int Side = 32;

    public const int Channels = 3;

    /// <summary>Bytes of an image: three planes of 32 × 32 in the files, interleaved once read.</summary>
    public const int PixelBytes = Side * Side * Channels;

    /// <summary>Bytes of a record of a binary file: the label, then the pixels.</summary>
    public const int RecordBytes = 1 + PixelBytes;

    internal const string TestBatch = "test_batch";
    internal const string ClassNamesFile = "batches.meta.txt";
    internal const string BinaryAddress = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz";
    internal const string BinaryArchiveMd5 = "c32a1d4ab5d03f1284b67883e8d87530";
    internal const string PythonArchiveMd5 = "c58f30108f718f92721af3b95e74349a";

    public static IReadOnlyList<string> Classes { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    internal static IReadOnlyList<string> TrainBatches { get; } =
        ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"];

    internal static IEnumerable<string> AllBatches => TrainBatches.Append(TestBatch);

    /// <summary>MD5 of the official binary batch files, in the order of <see cref="AllBatches"/>.</summary>
    internal static IReadOnlyList<string> BatchMd5 { get; } =
    [
        "5dd7e06a14cb22eb9f671a540d1b7c25",
        "5ea93a67294ea407fff1d09f752e9692",
        "942cd6a4bcdd0dd3c604fbe906cb4421",
        "ae636b3ba5c66a11e91e8cb52e771fcb",
        "53f37980c15c3d472c316c40844f3f0d",
        "803d5f7f4d78ea53de84dbe85f74fb6d",
    ];

    internal static string BinaryName(string batch) => batch + ".bin";
}
