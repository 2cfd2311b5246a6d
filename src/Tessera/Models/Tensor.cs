using System.Runtime.InteropServices;

namespace Tessera.Models;

/// <summary>An immutable array of any rank, elements in C order (the last axis is the innermost).</summary>
public sealed class Tensor
{
    /// <summary>
    /// Smaller values are read at once: there are many, and what they hold decides how a graph is simplified.
    /// </summary>
    internal const int FewestDeferredBytes = 64 << 10;

    readonly Lazy<ReadOnlyMemory<byte>> _bytes;
    readonly Action<Span<byte>>? _load;

    /// <param name="type">What one element is.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="bytes">The elements, little-endian; not copied, so do not change it afterwards.</param>
    /// <exception cref="TesseraException">The bytes are fewer or more than the shape needs.</exception>
    public Tensor(ElementType type, TensorShape shape, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length != (long)shape.ElementCount * type.Size())
        {
            throw TesseraException.User(
                $"a tensor of {type} {shape} needs {(long)shape.ElementCount * type.Size()} bytes, not {bytes.Length}");
        }

        (Type, Shape, _bytes) = (type, shape, new Lazy<ReadOnlyMemory<byte>>(bytes));
    }

    Tensor(ElementType type, TensorShape shape, Action<Span<byte>> load)
    {
        (Type, Shape, _load) = (type, shape, load);
        _bytes = new Lazy<ReadOnlyMemory<byte>>(() =>
        {
            var bytes = new byte[(long)shape.ElementCount * type.Size()];
            load(bytes);
            return bytes;
        });
    }

    /// <summary>What one element is.</summary>
    public ElementType Type { get; }

    /// <summary>The extents.</summary>
    public TensorShape Shape { get; }

    /// <summary>The elements' bytes, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    /// <summary>A tensor that holds a copy of the values.</summary>
    public static Tensor Of<T>(TensorShape shape, ReadOnlySpan<T> values)
        where T : unmanaged => new(ElementTypes.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>
    /// A tensor whose elements are loaded when they are needed: <see cref="Bytes"/> keeps them, <see cref="CopyTo"/>
    /// does not. So the weights of a large model are not in memory twice, as they were and in the kernels' order.
    /// </summary>
    /// <param name="type">What one element is.</param>
    /// <param name="shape">The extents.</param>
    /// <param name="load">Writes the elements' bytes, the same each time.</param>
    internal static Tensor Deferred(ElementType type, TensorShape shape, Action<Span<byte>> load) =>
        new(type, shape, load);

    /// <summary>Whether the elements would have to be loaded.</summary>
    internal bool IsDeferred => _load is not null && !_bytes.IsValueCreated;

    /// <summary>Writes the elements' bytes, which are not kept if they have to be loaded.</summary>
    internal void CopyTo(Span<byte> target)
    {
        if (IsDeferred)
        {
            _load!(target);
        }
        else
        {
            Bytes.Span.CopyTo(target);
        }
    }

    /// <summary>The elements; <typeparamref name="T"/> must be the .NET type of <see cref="Type"/>.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds another type.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => ElementTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
            : throw new InvalidOperationException($"the tensor holds {Type}, not {typeof(T).Name}");

    /// <summary>The same elements under another shape of as many elements.</summary>
    /// <exception cref="TesseraException">It has fewer or more.</exception>
    public Tensor Reshape(TensorShape shape) => IsDeferred && shape.ElementCount == Shape.ElementCount
        ? new Tensor(Type, shape, CopyTo)
        : new Tensor(Type, shape, Bytes);
}
