using System.Net;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The body of a file on its way to a data node, written by a callback as it goes. It tells apart whether the callback
/// failed or the connection did. A request may fail while its body is still being written: before another attempt calls
/// the callback again, this one must have ended (<see cref="EndAsync"/>).
/// </summary>
sealed class HdfsUpload(Func<Stream, Task> write, HdfsDeadlines deadlines, CancellationTokenSource deadline)
    : HttpContent
{
    const int BufferSize = 1 << 14;
    const int Waiting = 0;
    const int Begun = 1;
    const int Closed = 2;

    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _state = Waiting;

    /// <summary>What the callback threw.</summary>
    public Exception? WriterFailure { get; private set; }

    /// <summary>Whether the data node had created the file and was being sent to.</summary>
    public bool HasBegun => Volatile.Read(ref _state) == Begun;

    /// <summary>Ends the callback, with its next write if not before, and waits for that.</summary>
    public async Task EndAsync()
    {
        await deadline.CancelAsync();
        if (Interlocked.CompareExchange(ref _state, Closed, Waiting) == Begun)
        {
            await _ended.Task;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Begun, Waiting) != Waiting)
        {
            throw new IOException("the body has been written, or nobody waits for it any more");
        }

        try
        {
            await SerializeAsync(stream);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    async Task SerializeAsync(Stream stream)
    {
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
}
