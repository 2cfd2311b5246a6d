using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>A tensor whose last two axes are matrices in the order in which the kernels need them.</summary>
sealed class MatrixOperand
{
    readonly Operand _source;
    readonly StridedView? _transposition;
    readonly Operand? _transposed;

    /// <param name="node">The node that multiplies.</param>
    /// <param name="source">The tensor.</param>
    /// <param name="order">
    /// The order of its axes that makes matrices of the last two; null if they are as they must be.
    /// </param>
    public MatrixOperand(NodeBinding node, Operand source, int[]? order)
    {
        _source = source;
        Shape = source.Shape;
        if (order is not null)
        {
            _transposition = StridedView.Transpose(source.Shape, order);
            Shape = new TensorShape(_transposition.Extents);
            _transposed = node.Scratch(source.Type, Shape);
        }
    }

    MatrixOperand(MatrixOperand other, TensorShape shape) =>
        (_source, _transposition, _transposed, Shape) = (other._source, other._transposition, other._transposed, shape);

    /// <summary>The shape in the order needed.</summary>
    public TensorShape Shape { get; }

    /// <summary>The order of axes that swaps the last two; null when they need no swapping.</summary>
    public static int[]? Swap(bool isTransposed, int rank) =>
        isTransposed ? [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2] : null;

    /// <summary>The same matrices with axes merged.</summary>
    public MatrixOperand As(TensorShape shape) => new(this, shape);

    /// <summary>The matrices, brought into order if need be.</summary>
    public ReadOnlySpan<float> Read(Execution run)
    {
        if (_transposed is null)
        {
            return run.Read<float>(_source);
        }

        _transposition!.Copy(run.ReadBytes(_source), run.WriteBytes(_transposed), sizeof(float));
        return run.Read<float>(_transposed);
    }
}
