using System.Collections.Immutable;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>
/// The k largest numbers of each row, largest first, and their indices; of equal ones, the first comes first.
/// </summary>
sealed class TopK : IOperator
{
    public ImmutableArray<string> OutputNames => ["values", "indices"];

    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var k = node.ConstantInteger(1);
        if (x.Shape.Rank == 0 || k < 0 || k > x.Shape[^1])
        {
            throw TesseraException.User($"it cannot take the {k} largest of {x.Shape}");
        }

        var length = x.Shape[^1];
        var values = node.Output(ElementType.Float32, x.Shape.With(^1, k));
        var indices = node.Output(ElementType.Int32, x.Shape.With(^1, k));
        node.Compute(run =>
        {
            for (var row = 0; row * k < values.Shape.ElementCount; row++)
            {
                var source = run.Read<float>(x).Slice(row * length, length);
                Select(source, run.Write<float>(values).Slice(row * k, k), run.Write<int>(indices).Slice(row * k, k));
            }
        });
    }

    // Insertion into a sorted list: k is small.
    static void Select(ReadOnlySpan<float> row, Span<float> values, Span<int> indices)
    {
        var found = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var place = found;
            while (place > 0 && row[i] > values[place - 1])
            {
                place--;
            }

            if (place < values.Length)
            {
                found = Math.Min(found + 1, values.Length);
                values[place..(found - 1)].CopyTo(values[(place + 1)..]);
                indices[place..(found - 1)].CopyTo(indices[(place + 1)..]);
                (values[place], indices[place]) = (row[i], i);
            }
        }
    }
}
