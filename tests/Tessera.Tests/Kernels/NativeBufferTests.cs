using Tessera.Kernels;

namespace Tessera.Tests.Kernels;

public class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public unsafe void Memory_is_zeroed_and_aligned(int length)
    {
        using var buffer = new NativeBuffer<float>(length);

        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
        Assert.Equal(0, (nint)buffer.First % (length > 1_000_000 ? 2 << 20 : 64));
    }

    [Fact]
    public void A_negative_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer<long>(-1));

    [Fact]
    public void A_disposed_buffer_gives_no_memory()
    {
        var buffer = new NativeBuffer<int>(3);
        buffer.Dispose();
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
    }
}
