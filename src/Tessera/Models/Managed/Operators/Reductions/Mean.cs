using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>
/// The mean over some axes; that of each channel over height and width is a pooling, which the kernels have.
/// </summary>
sealed class Mean : IOperator
{
    readonly Reduction<MeanOf> _general = new();

    public void Bind(NodeBinding node)
    {
        var x = node.Input(0);
        if (x.Type == ElementType.Float32 && ReducedAxes.Read(node) is { AreSpatial: true } axes)
        {
            BindPooling(node, x, axes.Output);
        }
        else
        {
            _general.Bind(node);
        }
    }

    static void BindPooling(NodeBinding node, Operand x, TensorShape output)
    {
        var shape = Refusal.Of(PoolShape.Global(x.Shape[1], x.Shape[2], x.Shape[3]).Validated);
        var y = node.Output(ElementType.Float32, output);
        node.Compute(run => AveragePool.Forward(
            run.Kernels, shape, x.Shape[0], run.Read<float>(x), run.Write<float>(y)));
    }
}
