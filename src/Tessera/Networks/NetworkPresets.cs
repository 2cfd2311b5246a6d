using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// The networks that can be asked for by name, for any image size and number of classes that they allow.
/// </summary>
public static class NetworkPresets
{
    /// <summary>
    /// Convolutions of 32 and 64 filters with dropout and a dense layer of 512: the Keras CIFAR-10 example.
    /// </summary>
    public const string SmallCnn = "small-cnn";

    /// <summary>The residual network of 20 layers for CIFAR.</summary>
    public const string ResNet20 = "resnet20";

    /// <summary>A narrow airbench94: the fastest way to 90 % on CIFAR-10.</summary>
    public const string Airbench90 = "airbench90";

    /// <summary>94 % on CIFAR-10 in ten epochs.</summary>
    public const string Airbench94 = "airbench94";

    /// <summary>The allowed names.</summary>
    public static ImmutableArray<string> Names { get; } = [SmallCnn, ResNet20, Airbench90, Airbench94];

    /// <exception cref="TesseraException">There is no network of that name, or it cannot take such images.</exception>
    public static Network Create(string name, Shape image, int classes)
    {
        var layers = name switch
        {
            SmallCnn => Networks.SmallCnn.Layers(classes),
            ResNet20 => Networks.ResNet20.Layers(classes),
            Airbench90 => Airbench.Layers(classes, 32, 128, 128),
            Airbench94 => Airbench.Layers(classes, 64, 256, 256),
            _ => throw Unknown(name),
        };
        return new Network(name, image, classes, layers);
    }

    internal static TesseraException Unknown(string name) =>
        TesseraException.User($"there is no network '{name}'; allowed: {string.Join(", ", Names)}");
}
