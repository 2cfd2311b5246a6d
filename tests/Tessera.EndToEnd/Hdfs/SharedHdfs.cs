namespace Tessera.EndToEnd.Hdfs;

/// <summary>Tests that share one HDFS, one after the other: some of them kill parts of it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHdfs : ICollectionFixture<LocalHdfs>
{
    public const string Name = "HDFS";
}
