using System.Numerics;
using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>
/// Combines slices into a tensor where rows of indices say. Inputs tensor, indices and slices; for ScatterNd indices,
/// slices and the shape of a tensor of zeros.
/// </summary>
/// <typeparam name="TFunction">What becomes of an element and what is written to its place.</typeparam>
sealed class ScatteredSlices<TFunction> : IOperator, INumericOperator
    where TFunction : IBinaryFunction
{
    public void Bind(NodeBinding node)
    {
        var values = node.Operator == "ScatterNd" ? node.Input(1) : node.Input(0);
        this.Bind(node, values.Type);
    }

    public void Bind<T>(NodeBinding node)
        where T : unmanaged, INumber<T>
    {
        var isNew = node.Operator == "ScatterNd";
        var tensor = isNew ? null : node.Input(0);
        var (indices, values) = isNew ? (node.Input(0), node.Input(1)) : (node.Input(1), node.Input(2));
        var shape = tensor?.Shape ?? new TensorShape(node.ConstantIntegers(2));
        var slices = IndexedSlices.Of(shape, indices);
        if (!values.Shape.Equals(slices.Result(indices.Shape)) || (tensor is not null && tensor.Type != values.Type))
        {
            throw TesseraException.User(
                $"slices {values.Type} {values.Shape} do not fit the indices {indices.Shape} of {shape}");
        }

        var y = node.Output(values.Type, shape);
        node.Compute(run =>
        {
            var result = run.Write<T>(y);
            result.Clear();
            (tensor is null ? default : run.Read<T>(tensor)).CopyTo(result);
            Write(slices.Offsets(run, indices), slices.Length, run.Read<T>(values), result);
        });
    }

    static void Write<T>(int[] offsets, int length, ReadOnlySpan<T> values, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        for (var row = 0; row < offsets.Length; row++)
        {
            for (var i = 0; i < length; i++)
            {
                ref var element = ref result[offsets[row] + i];
                element = TFunction.Apply(element, values[row * length + i]);
            }
        }
    }
}
