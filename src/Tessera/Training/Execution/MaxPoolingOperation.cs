using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>Maximum pooling; keeps where each maximum was instead of its input.</summary>
sealed class MaxPoolingOperation : Operation
{
    readonly PoolShape _shape;
    readonly NativeBuffer<byte> _argmax;

    public MaxPoolingOperation(int index, NetworkNode node, int batch)
        : base(index, node.Inputs)
    {
        _shape = KernelShapes.Of((MaxPooling)node.Layer, node.InputShapes[0]);
        _argmax = new NativeBuffer<byte>(checked(batch * _shape.OutputLength));
    }

    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) =>
        MaxPool.Forward(context.Session, _shape, context.Count, context.Output(Inputs[0]), y, _argmax.Span[..y.Length]);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        MaxPool.Backward(context.Session, _shape, context.Count, dy, _argmax.Span[..dy.Length], dx);

    public override void Dispose()
    {
        _argmax.Dispose();
        base.Dispose();
    }
}
