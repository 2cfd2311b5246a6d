using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>
/// A product of two tensors that names its axes by letters, such as <c>BTNH,BSNH->BNTS</c>: each is brought into the
/// order of a batch of matrices, and the products into the order of the result.
/// </summary>
sealed class Einsum : IOperator
{
    public void Bind(NodeBinding node)
    {
        var text = node.Attributes.Text("equation", "");
        if (node.InputCount != 2 || EinsumEquation.Parse(text) is not { } equation)
        {
            GeneralEinsum.Bind(node, text);
            return;
        }

        var (x, y) = (node.FloatInput(0, equation.Left.Length), node.FloatInput(1, equation.Right.Length));
        equation.RequireEqualExtents(x.Shape, y.Shape);
        var left = new MatrixOperand(node, x, equation.LeftOrder);
        var right = new MatrixOperand(node, y, equation.RightOrder);
        var groups = equation.Groups(left.Shape, right.Shape);
        var products = new MatrixProducts(
            left.As(groups.Left), right.As(groups.Right), groups.Batches, groups.Batches);
        var order = StridedView.Transpose(groups.Products, equation.ResultOrder);
        var unordered = node.Scratch(ElementType.Float32, groups.Products);
        var z = node.Output(ElementType.Float32, new TensorShape(order.Extents));
        node.CountMultiplications(products.Multiplications);
        node.Compute(run =>
        {
            products.Multiply(run, run.Write<float>(unordered));
            order.Copy(run.ReadBytes(unordered), run.WriteBytes(z), sizeof(float));
        });
    }
}
