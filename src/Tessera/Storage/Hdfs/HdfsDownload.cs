namespace Tessera.Storage.Hdfs;

/// <summary>An answer that is a file from some offset on.</summary>
/// <param name="DataNode">Who sends it; null when there is nothing to send.</param>
/// <param name="Body">Its bytes.</param>
sealed record HdfsDownload(Uri? DataNode, Stream Body) : IDisposable
{
    /// <summary>At the end of the file there is nothing to read.</summary>
    public static HdfsDownload Nothing { get; } = new(null, Stream.Null);

    public void Dispose() => Body.Dispose();
}
