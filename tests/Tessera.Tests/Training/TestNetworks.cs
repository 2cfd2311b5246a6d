using System.Numerics;
using Tessera.Networks;
using Tessera.Training;
using Tessera.Training.Execution;

namespace Tessera.Tests.Training;

/// <summary>Small networks that have every layer between them, with numbers to feed them.</summary>
static class TestNetworks
{
    public static string[] Names => ["plain", "residual", "airbench"];

    public static Network Create(string name) => name switch
    {
        "plain" => Plain(),
        "residual" => Residual(),
        "airbench" => new Network("airbench", new Shape(26, 25, 2), 3, Airbench.Layers(3, 3, 4, 5)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    public static ReferenceExecutor<T> Reference<T>(Network network, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var executor = new ReferenceExecutor<T>(network);
        foreach (var parameter in network.Parameters)
        {
            Fill(executor.Parameter(parameter.Name), seed + (ulong)parameter.Count, Bound(parameter));
        }

        return executor;
    }

    public static T[] Images<T>(Network network, int count)
        where T : INumber<T>
    {
        var images = new T[count * network.Image.Count];
        Fill(images, seed: 77, bound: 2);
        return images;
    }

    static double Bound(Parameter parameter) => parameter.Role == ParameterRole.Kernel ? 0.5 : 1;

    static void Fill<T>(T[] values, ulong seed, double bound)
        where T : INumber<T>
    {
        var random = new RandomStream(seed, RandomPurpose.Initialization);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateChecked((float)((random.NextDouble() - 0.5) * bound));
        }
    }

    static Network Plain() => new("plain", new Shape(7, 6, 2), 3,
    [
        new Convolution("a", "images") { Filters = 3, Bias = Bias.Trained, Padding = Padding.Valid },
        new Activation("b", "a", ActivationFunction.Relu),
        new MaxPooling("c", "b"),
        new Dropout("d", "c", 0.25),
        new Flatten("e", "d"),
        new Dense("f", "e") { Units = 5 },
        new Activation("g", "f", ActivationFunction.Gelu),
        new Dropout("h", "g", 0.5),
        new Dense("i", "h") { Units = 3, Bias = Bias.None },
        new Scale("j", "i", 0.3),
    ]);

    static Network Residual() => new("residual", new Shape(6, 5, 2), 3,
    [
        new Convolution("a", "images") { Filters = 4 },
        new BatchNormalization("b", "a"),
        new Activation("c", "b", ActivationFunction.Relu),
        new Convolution("d", "c") { Filters = 5, Stride = 2 },
        new BatchNormalization("e", "d") { Scale = NormalizationScale.One },
        new Convolution("f", "c") { Filters = 5, Stride = 2, Size = 1, Bias = Bias.Trained },
        new Add("g", "e", "f"),
        new Activation("h", "g", ActivationFunction.Relu),
        new Convolution("k", "h") { Filters = 5 },
        new Add("l", "k", "h"),
        new GlobalAveragePooling("m", "l"),
        new Dense("n", "m") { Units = 3 },
    ]);
}
