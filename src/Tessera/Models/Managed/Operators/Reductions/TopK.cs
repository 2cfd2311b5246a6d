using System.Collections.Immutable;
using System.Numerics;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>
/// The k largest numbers of each row, largest first, and their indices; of equal ones, the first comes first.
/// </summary>
sealed class TopK : IOperator, INumericOperator
{
    public ImmutableArray<string> OutputNames => ["values", "indices"];

    public void Bind(NodeBinding node) => this.BindByType(node, inputs: 1);

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var x = node.Input(0);
        var k = node.ConstantInteger(1);
        if (x.Shape.Rank == 0 || k < 0 || k > x.Shape[^1])
        {
            throw TesseraException.User($"it cannot take the {k} largest of {x.Shape}");
        }

        var length = x.Shape[^1];
        var values = node.Output(x.Type, x.Shape.With(^1, k));
        var indices = node.Output(ElementType.Int32, x.Shape.With(^1, k));
        node.Compute(run =>
        {
            for (var row = 0; row * (long)k < values.Shape.ElementCount; row++)
            {
                var source = run.Read<T>(x).Slice(row * length, length);
                Select(source, run.Write<T>(values).Slice(row * k, k), run.Write<int>(indices).Slice(row * k, k));
            }
        });
    }

    static void Select<T>(ReadOnlySpan<T> row, Span<T> values, Span<int> indices)
        where T : unmanaged, INumber<T>
    {
        if (values.Length == 0)
        {
            return;
        }

        var numbers = row.ToArray();
        var order = new int[row.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (i, j) => numbers[j].CompareTo(numbers[i]) is not 0 and var sign ? sign : i.CompareTo(j));
        for (var i = 0; i < values.Length; i++)
        {
            (values[i], indices[i]) = (numbers[order[i]], order[i]);
        }
    }
}
