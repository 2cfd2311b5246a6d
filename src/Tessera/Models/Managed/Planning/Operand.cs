namespace Tessera.Models.Managed.Planning;

/// <summary>A value of a plan: its type and shape are known, and either its elements or where they will be.</summary>
sealed class Operand
{
    Operand(ElementType type, TensorShape shape) => (Type, Shape) = (type, shape);

    /// <summary>What one element is.</summary>
    public ElementType Type { get; }

    /// <summary>The extents, batch included.</summary>
    public TensorShape Shape { get; }

    /// <summary>The value, when it does not depend on the model's inputs.</summary>
    public Tensor? Constant { get; private init; }

    /// <summary>Where the value is while the plan runs; null for constants.</summary>
    public ArenaBuffer? Buffer { get; private init; }

    /// <summary>The bytes of all elements.</summary>
    public long ByteCount => (long)Shape.ElementCount * Type.Size();

    /// <summary>A value that is known now.</summary>
    public static Operand Of(Tensor constant) => new(constant.Type, constant.Shape) { Constant = constant };

    /// <summary>A value that a step will compute, in memory of its own.</summary>
    public static Operand Computed(ElementType type, TensorShape shape)
    {
        var bytes = (long)shape.ElementCount * type.Size();
        return new Operand(type, shape) { Buffer = new ArenaBuffer(bytes) };
    }

    /// <summary>The same elements under another shape of as many elements.</summary>
    public Operand Reshape(TensorShape shape) => Constant is null
        ? new Operand(Type, shape) { Buffer = Buffer }
        : Of(Constant.Reshape(shape));
}
