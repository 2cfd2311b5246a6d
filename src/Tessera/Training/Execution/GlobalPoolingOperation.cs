using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

sealed class GlobalPoolingOperation(int index, NetworkNode node) : Operation(index, node.Inputs)
{
    readonly PoolShape _shape = KernelShapes.OfGlobalPooling(node.InputShapes[0]);

    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) =>
        AveragePool.Forward(context.Session, _shape, context.Count, context.Output(Inputs[0]), y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        AveragePool.Backward(context.Session, _shape, context.Count, dy, dx);
}
