using System.Runtime.InteropServices;
using Tessera.Kernels;

namespace Tessera.Models.Managed.Planning;

/// <summary>What steps run on: one session's memory and threads.</summary>
/// <param name="kernels">The threads and the kernels' own working memory.</param>
sealed unsafe class Execution(KernelSession kernels) : IDisposable
{
    // Element offsets of a buffer are 32 bits wide: memory is counted in cache lines.
    const int LineLength = 64;

    NativeBuffer<CacheLine> _memory = new(0);

    /// <summary>The kernels' threads and working memory.</summary>
    public KernelSession Kernels => kernels;

    /// <summary>Makes room for a plan; what was there before is lost.</summary>
    /// <exception cref="TesseraException">The machine has not that much memory.</exception>
    public void Reserve(long bytes)
    {
        var available = Math.Min(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, (long)int.MaxValue * LineLength);
        if (bytes > available)
        {
            throw TesseraException.User(
                $"the model needs {bytes} bytes for its activations, but only {available} are available; "
                + "use smaller batches");
        }

        var lines = (int)((bytes + LineLength - 1) / LineLength);
        if (_memory.Length < lines)
        {
            _memory.Dispose();
            _memory = new NativeBuffer<CacheLine>(lines);
        }
    }

    /// <summary>The elements of a value that has been computed, or of a constant.</summary>
    public ReadOnlySpan<T> Read<T>(Operand operand)
        where T : unmanaged => operand.Constant is { } constant ? constant.Values<T>() : Write<T>(operand);

    /// <summary>Room for the elements of a value.</summary>
    public Span<T> Write<T>(Operand operand)
        where T : unmanaged => ElementTypes.Of<T>() == operand.Type
            ? new Span<T>((byte*)_memory.First + operand.Buffer!.Offset, operand.Shape.ElementCount)
            : throw new InvalidOperationException($"the value is {operand.Type}, not {typeof(T).Name}");

    /// <summary>The elements' bytes, whatever their type.</summary>
    public ReadOnlySpan<byte> ReadBytes(Operand operand) =>
        operand.Constant is { } constant ? constant.Bytes.Span : WriteBytes(operand);

    /// <summary>Room for the elements' bytes, whatever their type.</summary>
    /// <exception cref="TesseraException">They are 2³¹ bytes or more.</exception>
    public Span<byte> WriteBytes(Operand operand) => operand.ByteCount <= int.MaxValue
        ? new Span<byte>((byte*)_memory.First + operand.Buffer!.Offset, (int)operand.ByteCount)
        : throw TesseraException.User($"a tensor of {operand.Type} {operand.Shape} is too large; use smaller batches");

    public void Dispose() => _memory.Dispose();

    [StructLayout(LayoutKind.Sequential, Size = LineLength)]
    readonly struct CacheLine;
}
