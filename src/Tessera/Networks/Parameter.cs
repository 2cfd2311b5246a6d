using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>One array of weights or statistics of a network.</summary>
/// <param name="Layer">The name of its layer.</param>
/// <param name="Role">What it is to that layer.</param>
/// <param name="Dimensions">In C order: convolution kernels (height, width, in, out), dense kernels (in, out).</param>
/// <param name="Initializer">What it holds before training.</param>
/// <param name="IsTrainable">Whether the optimiser changes it.</param>
public sealed record Parameter(
    string Layer, ParameterRole Role, ImmutableArray<int> Dimensions, Initializer Initializer, bool IsTrainable)
{
    /// <summary><c>LAYER/role</c>, unique in the network, for example <c>block1/conv1/kernel</c>.</summary>
    public string Name { get; } = $"{Layer}/{NameOf(Role)}";

    /// <summary>The numbers in it.</summary>
    public int Count { get; } = Dimensions.Aggregate(1, (count, dimension) => checked(count * dimension));

    /// <summary>Whether it is a running statistic and not a weight.</summary>
    public bool IsStatistic => Role is ParameterRole.Mean or ParameterRole.Variance;

    static string NameOf(ParameterRole role) => role switch
    {
        ParameterRole.Kernel => "kernel",
        ParameterRole.Bias => "bias",
        ParameterRole.Scale => "scale",
        ParameterRole.Offset => "offset",
        ParameterRole.Mean => "mean",
        ParameterRole.Variance => "variance",
        _ => throw new InvalidOperationException($"role {role}"),
    };
}
