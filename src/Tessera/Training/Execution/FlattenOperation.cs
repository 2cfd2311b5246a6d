using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// The same numbers under another shape. Networks flatten what is small, so a copy costs nothing that matters.
/// </summary>
sealed class FlattenOperation(int index, NetworkNode node) : Operation(index, node.Inputs)
{
    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) => context.Output(Inputs[0]).CopyTo(y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        dy.CopyTo(dx);
}
