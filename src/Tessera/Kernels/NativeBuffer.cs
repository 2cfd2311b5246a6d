using System.Runtime.InteropServices;

namespace Tessera.Kernels;

/// <summary>
/// Zeroed memory outside the garbage collector's heap, aligned to 64 bytes; from 4 MiB on, aligned to 2 MiB and backed
/// by huge pages where Linux grants them.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    const nuint CacheLine = 64;
    const nuint HugePage = 2 << 20;

    T* _pointer;

    /// <param name="length">Number of elements, 0 ≤ length &lt; 2³¹.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The machine has not that much memory.</exception>
    public NativeBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var bytes = checked((nuint)length * (nuint)sizeof(T));
        var isLarge = bytes >= 2 * HugePage;
        var alignment = isLarge ? HugePage : CacheLine;
        var rounded = checked(Math.Max(bytes, 1) + alignment - 1) & ~(alignment - 1);
        _pointer = (T*)NativeMemory.AlignedAlloc(rounded, alignment);
        if (isLarge && OperatingSystem.IsLinux())
        {
            HugePages.Advise(_pointer, rounded);
        }

        NativeMemory.Clear(_pointer, rounded);
    }

    ~NativeBuffer() => Free();

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The elements. Valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<T> Span => new(First, Length);

    /// <summary>The first element. Valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public T* First
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return _pointer;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
