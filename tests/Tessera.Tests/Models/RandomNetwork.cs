using System.Collections.Immutable;
using Tessera.Models;
using Tessera.Models.SavedModel;
using Tessera.Networks;

namespace Tessera.Tests.Models;

/// <summary>A network of a preset whose weights are random but such that signals neither vanish nor explode.</summary>
sealed class RandomNetwork
{
    readonly Random _random;

    public RandomNetwork(string preset, int seed = 1)
    {
        _random = new Random(seed);
        Network = NetworkPresets.Create(preset, new Shape(32, 32, 3), classes: 10);
        Weights = Network.Parameters.ToDictionary(parameter => parameter.Name, Initialize);
    }

    public Network Network { get; }

    public Dictionary<string, float[]> Weights { get; }

    public ModelMetadata Metadata { get; } = new()
    {
        Network = "random",
        Classes = [.. Enumerable.Range(0, 10).Select(i => $"class {i}")],
        Image = new ModelImage(32, 32, 3),
        Mean = [0.5f, 0.5f, 0.5f],
        Std = [0.25f, 0.25f, 0.25f],
    };

    public IReadOnlyList<ModelFile> Files() => SavedModelWriter.Files(Network, Weights, Metadata, "[]"u8.ToArray());

    /// <summary>Normalised images of noise.</summary>
    public static float[] Images(int count, int length = 32 * 32 * 3, int seed = 2) =>
        Normal(new Random(seed), count * length, 1);

    float[] Initialize(Parameter parameter) => parameter.Role switch
    {
        ParameterRole.Kernel => Normal(_random, parameter.Count, Math.Sqrt(2.0 / FanIn(parameter.Dimensions))),
        ParameterRole.Scale or ParameterRole.Variance =>
            [.. Normal(_random, parameter.Count, 0.2).Select(value => 1 + Math.Abs(value))],
        _ => Normal(_random, parameter.Count, 0.1),
    };

    static int FanIn(ImmutableArray<int> dimensions) => dimensions[..^1].Aggregate(1, (a, b) => a * b);

    static float[] Normal(Random random, int count, double deviation)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            value = (float)(deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }
}
