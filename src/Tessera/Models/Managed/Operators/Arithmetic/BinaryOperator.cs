using System.Numerics;
using Tessera.Kernels;
using Tessera.Models.Managed.Operators.Activations;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>Applies a function to two tensors element by element, with NumPy's broadcasting.</summary>
sealed class BinaryOperator<TFunction> : IOperator, INumericOperator
    where TFunction : IBinaryFunction
{
    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 2);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var (x, y) = (node.Input(0), node.Input(1));
        if (typeof(T) == typeof(float))
        {
            BindFloats(node, x, y);
        }
        else
        {
            Bind<T>(node, x, y);
        }
    }

    static void BindFloats(NodeBinding node, Operand x, Operand y)
    {
        var activation = FusedActivation.Read(node.Attributes);
        if (typeof(TFunction) == typeof(Add) && x.Shape.Equals(y.Shape))
        {
            var sum = node.OutputInPlace(x.Constant is null ? x : y);
            node.Compute(run => Elementwise.Add(
                run.Kernels, run.Read<float>(x), run.Read<float>(y), activation, run.Write<float>(sum)));
            return;
        }

        var z = Bind<float>(node, x, y);
        if (activation != Activation.None)
        {
            var apply = node.Step!.Run;
            node.Compute(run =>
            {
                apply(run);
                Elementwise.Activate(run.Kernels, activation, run.Read<float>(z), run.Write<float>(z));
            });
        }
    }

    static Operand Bind<T>(NodeBinding node, Operand x, Operand y)
        where T : unmanaged, INumber<T>
    {
        var broadcast = Broadcast.Of(x.Shape, y.Shape);
        var z = broadcast.Shape.Equals(x.Shape) ? node.OutputInPlace(x)
            : broadcast.Shape.Equals(y.Shape) ? node.OutputInPlace(y)
            : node.Output(x.Type, broadcast.Shape);
        node.Compute(run => Apply(broadcast, run.Read<T>(x), run.Read<T>(y), run.Write<T>(z)));
        return z;
    }

    static void Apply<T>(Broadcast broadcast, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged, INumber<T>
    {
        var length = broadcast.Extents[^1];
        var (strideX, strideY) = (broadcast.StridesX[^1], broadcast.StridesY[^1]);
        for (var row = 0; row * (long)length < z.Length; row++)
        {
            var (startX, startY) = broadcast.RowOffsets(row);
            var output = z.Slice(row * length, length);
            var rowX = x.Slice(startX, strideX == 0 ? 1 : length);
            var rowY = y.Slice(startY, strideY == 0 ? 1 : length);
            ApplyRow(rowX, rowY, output);
        }
    }

    // A row of one element repeats.
    static void ApplyRow<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z)
        where T : unmanaged, INumber<T>
    {
        var (repeatedX, repeatedY) = (new Vector<T>(x[0]), new Vector<T>(y[0]));
        var i = 0;
        for (; i <= z.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var a = x.Length == 1 ? repeatedX : new Vector<T>(x[i..]);
            var b = y.Length == 1 ? repeatedY : new Vector<T>(y[i..]);
            TFunction.Apply(a, b).CopyTo(z[i..]);
        }

        for (; i < z.Length; i++)
        {
            z[i] = TFunction.Apply(x[x.Length == 1 ? 0 : i], y[y.Length == 1 ? 0 : i]);
        }
    }
}
