using System.Runtime.InteropServices;

namespace Tessera.Models;

/// <summary>An immutable array of any rank, elements in C order (the last axis is the innermost).</summary>
public sealed class Tensor
{
    readonly ReadOnlyMemory<byte> _bytes;

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

        (Type, Shape, _bytes) = (type, shape, bytes);
    }

    /// <summary>What one element is.</summary>
    public ElementType Type { get; }

    /// <summary>The extents.</summary>
    public TensorShape Shape { get; }

    /// <summary>The elements' bytes, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A tensor that holds a copy of the values.</summary>
    public static Tensor Of<T>(TensorShape shape, ReadOnlySpan<T> values)
        where T : unmanaged => new(ElementTypes.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The elements; <typeparamref name="T"/> must be the .NET type of <see cref="Type"/>.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds another type.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => ElementTypes.Of<T>() == Type
            ? MemoryMarshal.Cast<byte, T>(_bytes.Span)
            : throw new InvalidOperationException($"the tensor holds {Type}, not {typeof(T).Name}");

    /// <summary>The same elements under another shape of as many elements.</summary>
    public Tensor Reshape(TensorShape shape) => new(Type, shape, _bytes);
}
