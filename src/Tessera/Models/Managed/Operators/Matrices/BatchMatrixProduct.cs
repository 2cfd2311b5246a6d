using Tessera.Models.Managed.Operators.Arithmetic;
using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>
/// Products of many matrices: (…, m, k) · (…, k, n), either transposed if an attribute says so, with broadcasting.
/// </summary>
sealed class BatchMatrixProduct : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, y) = (node.FloatInput(0), node.FloatInput(1));
        if (x.Shape.Rank < 2 || y.Shape.Rank < 2)
        {
            throw TesseraException.User($"{x.Shape} and {y.Shape} are no matrices");
        }

        var left = new MatrixOperand(node, x, Order(node, "adj_x", x));
        var right = new MatrixOperand(node, y, Order(node, "adj_y", y));
        if (left.Shape[^1] != right.Shape[^2])
        {
            throw TesseraException.User($"matrices of {x.Shape} and {y.Shape} cannot be multiplied");
        }

        BindProduct(node, left, right);
    }

    static void BindProduct(NodeBinding node, MatrixOperand left, MatrixOperand right)
    {
        var (leftBatch, rightBatch) = (BatchOf(left), BatchOf(right));
        var batch = Broadcast.Of(leftBatch, rightBatch).Shape;
        var products = new MatrixProducts(
            left,
            right,
            StridedView.Repeat(leftBatch, batch).Elements(),
            StridedView.Repeat(rightBatch, batch).Elements());
        var z = node.Output(ElementType.Float32, new TensorShape([.. batch.Extents, left.Shape[^2], right.Shape[^1]]));
        node.CountMultiplications(products.Multiplications);
        node.Compute(run => products.Multiply(run, run.Write<float>(z)));
    }

    static int[]? Order(NodeBinding node, string attribute, Operand operand) =>
        MatrixOperand.Swap(node.Attributes.Flag(attribute, absent: false), operand.Shape.Rank);

    static TensorShape BatchOf(MatrixOperand matrices) => new(matrices.Shape.Extents[..^2]);
}
