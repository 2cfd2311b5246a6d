using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>An activation that the kernels have.</summary>
sealed class KernelActivation(Activation activation) : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var y = node.OutputInPlace(x);
        node.Compute(run => Elementwise.Activate(run.Kernels, activation, run.Read<float>(x), run.Write<float>(y)));
    }
}
