namespace Tessera.Datasets.Sources.Cifar;

/// <summary>CIFAR-10 as local binary batch files, checked.</summary>
public sealed record CifarBatches
{
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>data_batch_1.bin to data_batch_5.bin.</summary>
    public required IReadOnlyList<CifarBatchFile> Train { get; init; }

    /// <summary>test_batch.bin.</summary>
    public required IReadOnlyList<CifarBatchFile> Test { get; init; }

    public long TrainRecords => Train.Sum(file => (long)file.Records);

    public long TestRecords => Test.Sum(file => (long)file.Records);

    /// <summary>Whether the six files are, byte for byte, the published ones.</summary>
    public bool IsOfficial => AllFiles.Select(file => file.Md5).SequenceEqual(CifarFormat.BatchMd5);

    internal IEnumerable<CifarBatchFile> AllFiles => Train.Concat(Test);
}
