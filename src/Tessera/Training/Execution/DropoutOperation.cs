using Tessera.Networks;

namespace Tessera.Training.Execution;

sealed unsafe class DropoutOperation(int index, NetworkNode node) : Operation(index, node.Inputs)
{
    readonly double _rate = ((Dropout)node.Layer).Rate;
    readonly int _length = node.Shape.Count;

    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) =>
        Drop(context, context.Output(Inputs[0]), y);

    public override void Infer(OperationContext context, Span<float> y) => context.Output(Inputs[0]).CopyTo(y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        Drop(context, dy, dx);

    void Drop(OperationContext context, ReadOnlySpan<float> x, Span<float> y)
    {
        var mask = new DropoutMask(context.Seed, context.Step, Index, _rate);
        fixed (float* from = x, to = y)
        {
            var (source, target) = ((nint)from, (nint)to);
            context.Session.Workers.Run(context.Count, (image, _) =>
            {
                var position = (long)image * _length;
                mask.Apply(
                    position,
                    new ReadOnlySpan<float>((float*)source + position, _length),
                    new Span<float>((float*)target + position, _length));
            });
        }
    }
}
