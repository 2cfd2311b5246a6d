using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>Every number times a constant; the presets scale nothing but logits.</summary>
sealed class ScaleOperation(int index, NetworkNode node) : Operation(index, node.Inputs)
{
    readonly float _factor = (float)((Scale)node.Layer).Factor;

    public override bool BackwardReadsInput => false;

    public override void Forward(OperationContext context, Span<float> y) => Multiply(context.Output(Inputs[0]), y);

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        Multiply(dy, dx);

    void Multiply(ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * _factor;
        }
    }
}
