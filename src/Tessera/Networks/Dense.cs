using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>A matrix product with a vector: every output depends on every input.</summary>
public sealed record Dense(string Name, string Input) : Layer(Name, [Input])
{
    /// <summary>Outputs; at least 1.</summary>
    public required int Units { get; init; }

    /// <summary>Default <see cref="Bias.Trained"/>.</summary>
    public Bias Bias { get; init; } = Bias.Trained;

    /// <summary>Default <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; init; } = Initializer.GlorotUniform;

    public override Shape OutputShape(ImmutableArray<Shape> inputs)
    {
        RequireAtLeastOne(Units, "the number of units");
        return inputs[0].IsVector
            ? Shape.Vector(Units)
            : throw Refuse($"a dense layer takes a vector, not {inputs[0]}; put a Flatten layer before it");
    }

    public override ImmutableArray<Parameter> Parameters(ImmutableArray<Shape> inputs)
    {
        var kernel = Weight(ParameterRole.Kernel, Initializer, inputs[0].Channels, Units);
        return Bias == Bias.None ? [kernel] : [kernel, Weight(ParameterRole.Bias, Initializer.Zeros, Units)];
    }

    public override long Flops(ImmutableArray<Shape> inputs) => 2L * inputs[0].Channels * Units;
}
