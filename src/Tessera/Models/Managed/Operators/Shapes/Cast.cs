using System.Numerics;
using System.Runtime.InteropServices;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The same numbers as another type; fractions are cut off, truth values are 0 and 1.</summary>
sealed class Cast : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        var type = node.Attributes.Type("DstT", x.Type);
        if (type == x.Type)
        {
            node.OutputView(x, x.Shape);
            return;
        }

        var y = node.Output(type, x.Shape);
        node.Compute(Conversion(x, y));
    }

    /// <summary>Writes the numbers of x as the type of y.</summary>
    public static Action<Execution> Conversion(Operand x, Operand y) => x.Type switch
    {
        ElementType.Float32 => From<float>(x, y),
        ElementType.Float64 => From<double>(x, y),
        ElementType.Int32 => From<int>(x, y),
        ElementType.Int64 => From<long>(x, y),
        _ => From<byte>(x, y),
    };

    static Action<Execution> From<T>(Operand x, Operand y)
        where T : unmanaged, INumber<T> => y.Type switch
        {
            ElementType.Float32 => Convert<T, float>(x, y),
            ElementType.Float64 => Convert<T, double>(x, y),
            ElementType.Int32 => Convert<T, int>(x, y),
            ElementType.Int64 => Convert<T, long>(x, y),
            ElementType.UInt8 => Convert<T, byte>(x, y),
            _ => run => AreNonzero(MemoryMarshal.Cast<byte, T>(run.ReadBytes(x)), run.Write<bool>(y)),
        };

    static Action<Execution> Convert<TFrom, TTo>(Operand x, Operand y)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo> =>
        run => Convert(MemoryMarshal.Cast<byte, TFrom>(run.ReadBytes(x)), run.Write<TTo>(y));

    static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> x, Span<TTo> y)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = TTo.CreateTruncating(x[i]);
        }
    }

    static void AreNonzero<T>(ReadOnlySpan<T> x, Span<bool> y)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = !T.IsZero(x[i]);
        }
    }
}
