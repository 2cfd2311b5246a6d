using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Pooling;

/// <summary>The maximum of each window.</summary>
sealed class MaximumPooling : IOperator
{
    public void Bind(NodeBinding node)
    {
        var shape = PoolingBinding.ReadShape(node);
        var x = node.Input(0);
        var y = PoolingBinding.Output(node, shape);
        node.Compute(run => MaxPool.Forward(
            run.Kernels, shape, x.Shape[0], run.Read<float>(x), run.Write<float>(y), argmax: []));
    }
}
