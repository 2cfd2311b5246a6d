using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// One layer of a network, as data: what it computes and on which layers' outputs. Shapes follow from its inputs,
/// so the same layer serves any image size.
/// </summary>
/// <param name="Name">Unique in the network; letters, digits, <c>_</c>, and <c>/</c> between parts.</param>
/// <param name="Inputs">Names of earlier layers, or <see cref="Network.Images"/>.</param>
public abstract record Layer(string Name, ImmutableArray<string> Inputs)
{
    /// <summary>The shape that it gives for those inputs.</summary>
    /// <exception cref="TesseraException">It cannot take them.</exception>
    public abstract Shape OutputShape(ImmutableArray<Shape> inputs);

    /// <summary>Its weights and statistics for those inputs, in the order in which they are applied.</summary>
    public virtual ImmutableArray<Parameter> Parameters(ImmutableArray<Shape> inputs) => [];

    /// <summary>
    /// The multiplications and additions of one image's forward pass in convolutions and matrix products; what other
    /// layers do is small beside them and not counted.
    /// </summary>
    public virtual long Flops(ImmutableArray<Shape> inputs) => 0;

    protected Parameter Weight(ParameterRole role, Initializer initializer, params ImmutableArray<int> dimensions) =>
        new(Name, role, dimensions, initializer, IsTrainable: initializer != Initializer.Whitening);

    protected Parameter Statistic(ParameterRole role, Initializer initializer, int channels) =>
        new(Name, role, [channels], initializer, IsTrainable: false);

    protected TesseraException Refuse(string why) => TesseraException.User($"layer '{Name}': {why}");

    protected void RequireAtLeastOne(int value, string what)
    {
        if (value < 1)
        {
            throw Refuse($"{what} is {value}; at least 1 is allowed");
        }
    }
}
