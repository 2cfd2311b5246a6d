using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

sealed class AddOperation(int index, NetworkNode node) : Operation(index, node.Inputs)
{
    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) => Elementwise.Add(
        context.Session, context.Output(Inputs[0]), context.Output(Inputs[1]), Kernels.Activation.None, y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        dy.CopyTo(dx);
}
