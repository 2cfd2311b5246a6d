using Tessera.Storage;
using Tessera.Tests.Storage;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>What every storage must do, on a real HDFS.</summary>
[Collection(SharedHdfs.Name)]
public sealed class HdfsStorageTests(LocalHdfs hdfs) : StorageContract
{
    protected override IStorage Storage { get; } = hdfs.Open();
}
