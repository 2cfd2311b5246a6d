using System.Collections.Concurrent;
using Tessera.Storage;

namespace Tessera.Tests.Storage;

/// <summary>Remembers which files were opened, and how far each was read.</summary>
sealed class RecordingStorage(IStorage inner) : IStorage
{
    public ConcurrentDictionary<string, long> Read { get; } = [];

    public string Url => inner.Url;

    public async Task<Stream> OpenReadAsync(string path, long offset, CancellationToken cancellation)
    {
        Read[path] = 0;
        return new CountingStream(
            await inner.OpenReadAsync(path, offset, cancellation),
            count => Read.AddOrUpdate(path, count, (_, sum) => sum + count));
    }

    public IAsyncEnumerable<StorageEntry> ListAsync(string folder, CancellationToken cancellation) =>
        inner.ListAsync(folder, cancellation);

    public Task<StorageEntry?> StatAsync(string path, CancellationToken cancellation) =>
        inner.StatAsync(path, cancellation);

    public Task<bool> CreateAsync(string path, Func<Stream, Task> write, CancellationToken cancellation) =>
        inner.CreateAsync(path, write, cancellation);

    public Task<bool> RenameAsync(string source, string target, CancellationToken cancellation) =>
        inner.RenameAsync(source, target, cancellation);

    public Task DeleteAsync(string path, CancellationToken cancellation) => inner.DeleteAsync(path, cancellation);

    sealed class CountingStream(Stream inner, Action<int> onBytes) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = inner.Read(buffer);
            onBytes(count);
            return count;
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            onBytes(count);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
