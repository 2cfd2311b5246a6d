using System.Collections.Immutable;
using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// Batch normalisation with the activation behind it, in one pass over memory. What lies between the two is not kept:
/// the backward pass computes it again.
/// </summary>
sealed class NormalizationOperation(int index, NetworkNode node, Kernels.Activation activation)
    : Operation(index, node.Inputs)
{
    readonly BatchNormalization _layer = (BatchNormalization)node.Layer;
    readonly Parameter? _scale = node.Find(ParameterRole.Scale);
    readonly Parameter _offset = node.Find(ParameterRole.Offset)!;
    readonly Parameter _runningMean = node.Find(ParameterRole.Mean)!;
    readonly Parameter _runningVariance = node.Find(ParameterRole.Variance)!;
    readonly float[] _mean = new float[node.Shape.Channels];
    readonly float[] _inverseDeviation = new float[node.Shape.Channels];

    public override ImmutableArray<Parameter> Parameters => node.Parameters;

    public override bool BackwardReadsInput => true;

    float Epsilon => (float)_layer.Epsilon;

    public override void Forward(OperationContext context, Span<float> y)
    {
        var x = context.Output(Inputs[0]);
        BatchNorm.Statistics(context.Session, x, Epsilon, _mean, _inverseDeviation);
        BatchNorm.UpdateRunning(
            _mean,
            _inverseDeviation,
            x.Length / _mean.Length,
            Epsilon,
            (float)_layer.Momentum,
            context.Weights[_runningMean],
            context.Weights[_runningVariance]);
        Normalize(context, x, y);
    }

    public override void Infer(OperationContext context, Span<float> y)
    {
        context.Weights[_runningMean].CopyTo(_mean);
        var variance = context.Weights[_runningVariance];
        for (var channel = 0; channel < _inverseDeviation.Length; channel++)
        {
            _inverseDeviation[channel] = (float)(1 / Math.Sqrt(variance[channel] + _layer.Epsilon));
        }

        Normalize(context, context.Output(Inputs[0]), y);
    }

    /// <summary>One pass gives all gradients: see <see cref="BackwardInput"/>.</summary>
    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        BatchNorm.Backward(
            context.Session,
            context.Output(Inputs[0]),
            _mean,
            _inverseDeviation,
            context.Weights[_scale],
            context.Weights[_offset],
            activation,
            dy,
            dx,
            context.Gradients[_scale],
            context.Gradients[_offset]);

    void Normalize(OperationContext context, ReadOnlySpan<float> x, Span<float> y) => BatchNorm.Forward(
        context.Session,
        x,
        _mean,
        _inverseDeviation,
        context.Weights[_scale],
        context.Weights[_offset],
        activation,
        y);
}
