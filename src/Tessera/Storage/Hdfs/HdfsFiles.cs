using System.Runtime.ExceptionServices;

namespace Tessera.Storage.Hdfs;

/// <summary>One attempt at each operation on absolute paths. What goes wrong is an <see cref="HdfsFailure"/>.</summary>
sealed class HdfsFiles(HdfsCluster cluster)
{
    /// <summary>A shard is one block, so that it is read from one machine.</summary>
    const string BlockSize = "134217728";

    /// <summary>Null when there is nothing.</summary>
    public async Task<FileStatus?> StatAsync(string path, CancellationToken cancellation)
    {
        var query = new HdfsQuery("GETFILESTATUS");
        var answer = await OrNullAsync(
            cluster.AskAsync(HttpMethod.Get, path, query, HdfsJson.Default.FileStatusAnswer, cancellation));
        return answer?.Status;
    }

    /// <summary>The entries after a name, as many as the name node gives at once; null without a folder.</summary>
    public Task<ListingPage?> ListAsync(string path, string? after, CancellationToken cancellation)
    {
        // Hadoop 3.5 passes over "startAfter", as its documentation has it, and gives the first page for ever.
        var query = new HdfsQuery("LISTSTATUS_BATCH").With("startafter", after);
        return OrNullAsync(cluster.AskAsync(HttpMethod.Get, path, query, ListingPage.ReadAsync, cancellation));
    }

    /// <summary>False when the target exists, when the source does not, or when the target's folder does not.</summary>
    public Task<bool> RenameAsync(string source, string target, CancellationToken cancellation) =>
        DoAsync(HttpMethod.Put, source, new HdfsQuery("RENAME").With("destination", target), cancellation);

    public Task<bool> CreateFolderAsync(string path, CancellationToken cancellation) =>
        DoAsync(HttpMethod.Put, path, new HdfsQuery("MKDIRS"), cancellation);

    /// <summary>False when there was nothing.</summary>
    public Task<bool> DeleteAsync(string path, CancellationToken cancellation) =>
        DoAsync(HttpMethod.Delete, path, new HdfsQuery("DELETE").With("recursive", "true"), cancellation);

    public async Task<HdfsDownload> DownloadAsync(string path, long offset, CancellationToken cancellation)
    {
        var query = new HdfsQuery("OPEN").With("offset", $"{offset}");
        try
        {
            var dataNode = await cluster.RedirectAsync(HttpMethod.Get, path, query, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, dataNode);
            using var deadline = HdfsCluster.Deadline(cluster.Deadlines.Silence, cancellation);
            var answer = await cluster.SendToDataNodeAsync(request, deadline, cancellation);
            return new HdfsDownload(dataNode, await answer.Content.ReadAsStreamAsync(cancellation));
        }
        catch (HdfsFailure failure) when (failure.Cause == FailureCause.BehindEnd)
        {
            return HdfsDownload.Nothing;
        }
    }

    /// <summary>Writes a file; unless it may overwrite, answers false when there is one.</summary>
    public async Task<bool> UploadAsync(
        string path, Overwrite overwrite, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var query = new HdfsQuery("CREATE")
            .With("overwrite", overwrite == Overwrite.Yes ? "true" : "false")
            .With("blocksize", BlockSize);
        using var deadline = HdfsCluster.Deadline(cluster.Deadlines.Silence, cancellation);
        using var upload = new HdfsUpload(write, cluster.Deadlines, deadline);
        try
        {
            var dataNode = await cluster.RedirectAsync(HttpMethod.Put, path, query, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Put, dataNode) { Content = upload };
            request.Headers.ExpectContinue = true; // it refuses before the body is sent, or has created the file
            using var answer = await cluster.SendToDataNodeAsync(request, deadline, cancellation);
            return true;
        }
        catch (HdfsFailure failure) when (failure.Cause == FailureCause.AlreadyThere)
        {
            return false;
        }
        catch (Exception) when (upload.WriterFailure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
        catch (HdfsFailure failure) when (failure.Cause == FailureCause.DataNodeLost && upload.HasBegun)
        {
            await RequireWritableAsync(path, cancellation);
            throw;
        }
        finally
        {
            await upload.EndAsync();
        }
    }

    /// <summary>
    /// A data node that refuses amid a body (a quota is full) hangs up before its answer is read. To one byte it says
    /// why.
    /// </summary>
    async Task RequireWritableAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await UploadAsync(
                path, Overwrite.Yes, stream => stream.WriteAsync(new byte[1], cancellation).AsTask(), cancellation);
        }
        catch (HdfsFailure failure) when (failure.MayPass)
        {
            // so it was no refusal
        }
    }

    async Task<bool> DoAsync(HttpMethod method, string path, HdfsQuery query, CancellationToken cancellation) =>
        (await cluster.AskAsync(method, path, query, HdfsJson.Default.BooleanAnswer, cancellation)).Boolean;

    static async Task<T?> OrNullAsync<T>(Task<T> answer)
        where T : class
    {
        try
        {
            return await answer;
        }
        catch (HdfsFailure failure) when (failure.Cause == FailureCause.NotFound)
        {
            return null;
        }
    }
}
