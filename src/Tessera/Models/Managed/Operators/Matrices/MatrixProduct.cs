using Tessera.Kernels;
using Tessera.Models.Managed.Operators.Activations;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>
/// (m, k) · (k, n). With constant weights it is a convolution of one pixel, whose weights are prepared once; a
/// pass may
/// have added a bias as the third input and an activation.
/// </summary>
sealed class MatrixProduct : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, weights) = (node.FloatInput(0, rank: 2), node.FloatInput(1, rank: 2));
        var isLeftTransposed = node.Attributes.Flag("transpose_a", absent: false);
        var isRightTransposed = node.Attributes.Flag("transpose_b", absent: false);
        var (inner, rows) = (x.Shape[isLeftTransposed ? 0 : 1], weights.Shape[isRightTransposed ? 1 : 0]);
        if (inner != rows)
        {
            throw TesseraException.User($"matrices of {x.Shape} and {weights.Shape} cannot be multiplied");
        }

        if (weights.Constant is { } constant && !isLeftTransposed && !isRightTransposed)
        {
            BindDense(node, x, constant);
        }
        else
        {
            BindComputed(
                node,
                new MatrixOperand(node, x, MatrixOperand.Swap(isLeftTransposed, rank: 2)),
                new MatrixOperand(node, weights, MatrixOperand.Swap(isRightTransposed, rank: 2)));
        }
    }

    static void BindDense(NodeBinding node, Operand x, Tensor weights)
    {
        var prepared = node.Prepare(ConvolutionShape.Dense(weights.Shape[0], weights.Shape[1]), weights);
        var bias = node.InputCount > 2 ? node.FloatInput(2) : null;
        var activation = FusedActivation.Read(node.Attributes);
        var y = node.Output(ElementType.Float32, x.Shape.With(1, weights.Shape[1]));
        node.Compute(run => prepared.Convolution.Forward(
            run.Kernels,
            x.Shape[0],
            run.Read<float>(x),
            prepared.Weights,
            bias is null ? default : run.Read<float>(bias),
            activation,
            run.Write<float>(y)));
    }

    static void BindComputed(NodeBinding node, MatrixOperand a, MatrixOperand b)
    {
        var products = new MatrixProducts(a, b, [0], [0]);
        var c = node.Output(ElementType.Float32, new TensorShape(a.Shape[0], b.Shape[1]));
        node.CountMultiplications(products.Multiplications);
        node.Compute(run => products.Multiply(run, run.Write<float>(c)));
    }
}
