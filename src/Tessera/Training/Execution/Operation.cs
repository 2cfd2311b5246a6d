using System.Collections.Immutable;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// One step of the forward pass, and its counterpart in the backward pass: a layer, or two that are fused.
/// </summary>
/// <param name="index">Of the node whose output it computes.</param>
/// <param name="inputs">Indices of the nodes whose outputs it takes; <see cref="Network.ImagesIndex"/> for the
/// images.</param>
abstract class Operation(int index, IReadOnlyList<int> inputs) : IDisposable
{
    public int Index => index;

    public IReadOnlyList<int> Inputs => inputs;

    /// <summary>Its weights and statistics.</summary>
    public virtual ImmutableArray<Parameter> Parameters => [];

    /// <summary>Whether the backward pass reads what the forward pass took in.</summary>
    public abstract bool BackwardReadsInput { get; }

    /// <summary>Computes the output of a batch with the batch's own statistics, and with dropout.</summary>
    public abstract void Forward(OperationContext context, Span<float> y);

    /// <summary>Computes the output with running statistics and without dropout.</summary>
    public virtual void Infer(OperationContext context, Span<float> y) => Forward(context, y);

    /// <summary>Sets the gradients of its parameters.</summary>
    public virtual void BackwardParameters(OperationContext context, ReadOnlySpan<float> dy)
    {
    }

    /// <summary>Sets the gradient of an input; called after <see cref="BackwardParameters"/>.</summary>
    public abstract void BackwardInput(OperationContext context, int input, ReadOnlySpan<float> dy, Span<float> dx);

    /// <summary>Brings weights that have changed into the form in which the kernels read them.</summary>
    public virtual void Repack(OperationContext context)
    {
    }

    public virtual void Dispose()
    {
    }
}
