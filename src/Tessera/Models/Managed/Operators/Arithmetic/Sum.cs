using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>The sum of any number of tensors of one shape (TensorFlow's AddN).</summary>
sealed class Sum : IOperator, INumericOperator
{
    public void Bind(NodeBinding node) => this.BindByType(node, node.InputCount);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        Operand[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(node.Input)];
        if (inputs.Any(input => !input.Shape.Equals(inputs[0].Shape)))
        {
            throw TesseraException.User("its inputs must be of one shape");
        }

        var y = node.Output(inputs[0].Type, inputs[0].Shape);
        node.Compute(run =>
        {
            var sum = run.Write<T>(y);
            run.Read<T>(inputs[0]).CopyTo(sum);
            foreach (var input in inputs.AsSpan(1))
            {
                Accumulate(run.Read<T>(input), sum);
            }
        });
    }

    static void Accumulate<T>(ReadOnlySpan<T> x, Span<T> sum)
        where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            (new Vector<T>(x[i..]) + new Vector<T>(sum[i..])).CopyTo(sum[i..]);
        }

        for (; i < x.Length; i++)
        {
            sum[i] += x[i];
        }
    }
}
