namespace Tessera.Storage.Hdfs;

/// <summary>
/// Reads a file forward. When a data node breaks off, another goes on from where it was.
/// </summary>
/// <param name="first">The answer to read from first.</param>
/// <param name="offset">Where it begins in the file, in bytes.</param>
/// <param name="reopen">Opens the file at another offset, after a failure if there was one.</param>
/// <param name="silence">How long the next bytes may take.</param>
sealed class HdfsReader(
    HdfsDownload first,
    long offset,
    Func<long, HdfsFailure, CancellationToken, Task<HdfsDownload>> reopen,
    TimeSpan silence) : Stream
{
    /// <summary>Replicas may all be unreadable in a way that is only found while reading.</summary>
    const int MaxFruitless = 5;

    HdfsDownload _current = first;
    long _position = offset;
    int _fruitless;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                var read = await ReadOnceAsync(buffer, cancellationToken);
                _position += read;
                _fruitless = read > 0 ? 0 : _fruitless;
                return read;
            }
            catch (Exception failure) when (HdfsCluster.IsSilence(failure, cancellationToken))
            {
                await ReopenAsync(HdfsCluster.Lost(_current.DataNode!, failure), cancellationToken);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current.Dispose();
        }

        base.Dispose(disposing);
    }

    async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(silence);
        return await _current.Body.ReadAsync(buffer, deadline.Token);
    }

    async Task ReopenAsync(HdfsFailure failure, CancellationToken cancellation)
    {
        _current.Dispose();
        if (++_fruitless > MaxFruitless)
        {
            throw TesseraException.Environment($"{failure.Message}, again and again; run the command again", failure);
        }

        _current = await reopen(_position, failure, cancellation);
    }
}
