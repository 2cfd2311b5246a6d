using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class FileStorageTests : StorageContract, IDisposable
{
    readonly TemporaryFolder _folder = new();

    protected override IStorage Storage => new FileStorage(_folder.Path);

    public void Dispose() => _folder.Dispose();
}
