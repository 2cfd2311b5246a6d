using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Pooling;

/// <summary>The mean of each window; pixels beyond the edges do not count.</summary>
sealed class AveragePooling : IOperator
{
    public void Bind(NodeBinding node)
    {
        var shape = PoolingBinding.ReadShape(node);
        var x = node.Input(0);
        var y = PoolingBinding.Output(node, shape);
        node.Compute(run => AveragePool.Forward(
            run.Kernels, shape, x.Shape[0], run.Read<float>(x), run.Write<float>(y)));
    }
}
