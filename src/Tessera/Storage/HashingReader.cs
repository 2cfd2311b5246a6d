using System.Security.Cryptography;

namespace Tessera.Storage;

/// <summary>Hashes what is read through it. Owns the stream beneath.</summary>
sealed class HashingReader(Stream beneath) : Stream
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left and gives the hash of the whole; call once.</summary>
    public async Task<string> Sha256AtEndAsync(CancellationToken cancellation)
    {
        var rest = new byte[1 << 12]; // usually nothing is left
        while (await ReadAsync(rest, cancellation) > 0)
        {
        }

        return Checksum.Hex(_hash.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        var read = beneath.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await beneath.ReadAsync(buffer, cancellationToken);
        _hash.AppendData(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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
            beneath.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
