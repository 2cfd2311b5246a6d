using System.Collections.Immutable;
using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>A convolution, or a dense layer as a convolution of one pixel, with its bias.</summary>
sealed class ProductOperation : Operation
{
    readonly Kernels.Convolution _convolution;
    readonly Parameter _kernel;
    readonly Parameter? _bias;
    PackedWeights? _forward;
    PackedWeights? _backward;

    public ProductOperation(int index, NetworkNode node, KernelSet kernels)
        : base(index, node.Inputs)
    {
        _convolution = new Kernels.Convolution(KernelShapes.OfProduct(node), kernels);
        Parameters = node.Parameters;
        _kernel = node.Find(ParameterRole.Kernel)!;
        _bias = node.Find(ParameterRole.Bias);
    }

    public override ImmutableArray<Parameter> Parameters { get; }

    public override bool BackwardReadsInput => _kernel.IsTrainable;

    bool TakesImages => Inputs[0] == Network.ImagesIndex;

    public override void Repack(OperationContext context)
    {
        var kernel = context.Weights[_kernel];
        if (_forward is null)
        {
            _forward = _convolution.PackForward(context.Session, kernel);
            _backward = TakesImages ? null : _convolution.PackBackward(context.Session, kernel);
            return;
        }

        _convolution.RepackForward(context.Session, kernel, _forward);
        if (_backward is not null)
        {
            _convolution.RepackBackward(context.Session, kernel, _backward);
        }
    }

    public override void Forward(OperationContext context, Span<float> y) => _convolution.Forward(
        context.Session,
        context.Count,
        context.Output(Inputs[0]),
        _forward!,
        context.Weights[_bias],
        Kernels.Activation.None,
        y);

    public override void BackwardParameters(OperationContext context, ReadOnlySpan<float> dy)
    {
        if (_kernel.IsTrainable)
        {
            _convolution.BackwardWeights(
                context.Session, context.Count, context.Output(Inputs[0]), dy, context.Gradients[_kernel]);
        }

        if (_bias is not null)
        {
            Elementwise.SumRows(context.Session, dy, context.Gradients[_bias]);
        }
    }

    public override void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx) =>
        _convolution.BackwardData(context.Session, context.Count, dy, _backward!, dx);

    public override void Dispose()
    {
        _forward?.Dispose();
        _backward?.Dispose();
        base.Dispose();
    }
}
