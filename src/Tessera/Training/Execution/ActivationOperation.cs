using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>An activation that no other operation has taken in.</summary>
sealed class ActivationOperation(int index, NetworkNode node, Kernels.Activation activation)
    : Operation(index, node.Inputs)
{
    public override bool BackwardReadsInput => true;

    public override void Forward(OperationContext context, Span<float> y) =>
        Elementwise.Activate(context.Session, activation, context.Output(Inputs[0]), y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        Elementwise.ActivateBackward(context.Session, activation, context.Output(Inputs[0]), dy, dx);
}
