using System.Net;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The body of a file on its way to a data node, written by a callback as it goes. It tells apart whether the callback
/// failed or the connection did.
/// </summary>
sealed class HdfsUpload(Func<Stream, Task> write, HdfsDeadlines deadlines, CancellationTokenSource deadline)
    : HttpContent
{
    const int BufferSize = 1 << 14;

    /// <summary>What the callback threw.</summary>
    public Exception? WriterFailure { get; private set; }

    /// <summary>Whether the data node had created the file and was being sent to.</summary>
    public bool HasBegun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        deadline.CancelAfter(Timeout.InfiniteTimeSpan); // the callback may take its time; each write may not
        var body = new HdfsUploadStream(stream, deadlines.Silence, deadline.Token);
        try
        {
            var buffered = new BufferedStream(body, BufferSize);
            await write(buffered);
            await buffered.FlushAsync(deadline.Token);
        }
        catch (Exception failure) when (!body.IsBroken)
        {
            WriterFailure = failure;
            throw;
        }

        deadline.CancelAfter(deadlines.Silence);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
