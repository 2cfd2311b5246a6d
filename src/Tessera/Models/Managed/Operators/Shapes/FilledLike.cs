using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>A tensor of the input's type and shape that is full of one number.</summary>
/// <param name="number">Zero or one.</param>
sealed class FilledLike(byte number) : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        node.OutputKnown(Fill(x.Type, x.Shape));
    }

    Tensor Fill(ElementType type, TensorShape shape) => type switch
    {
        ElementType.Float32 => Fill<float>(shape, number),
        ElementType.Float64 => Fill<double>(shape, number),
        ElementType.Int32 => Fill<int>(shape, number),
        ElementType.Int64 => Fill<long>(shape, number),
        ElementType.UInt8 => Fill(shape, number),
        _ => Fill(shape, number != 0),
    };

    static Tensor Fill<T>(TensorShape shape, T value)
        where T : unmanaged
    {
        var values = new T[shape.ElementCount];
        Array.Fill(values, value);
        return Tensor.Of<T>(shape, values);
    }
}
