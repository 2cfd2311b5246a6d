using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// The network of airbench94 ("94% on CIFAR-10 in 3.29 Seconds on a Single GPU", arXiv 2404.00498) for three widths.
/// </summary>
static class Airbench
{
    /// <summary>
    /// Logits are multiplied by this, which makes the wide head train well at the common learning rate.
    /// </summary>
    const double LogitScale = 1.0 / 9;

    /// <param name="classes">The number of classes.</param>
    /// <param name="widths">The filters of the three blocks: 64, 256, 256 for airbench94.</param>
    public static ImmutableArray<Layer> Layers(int classes, params ReadOnlySpan<int> widths)
    {
        var builder = new NetworkBuilder();
        builder.Append(new Convolution("whiten", builder.Last)
        {
            Size = 2,
            Padding = Padding.Valid,
            Bias = Bias.Trained,
            Initializer = Initializer.Whitening,
        }).Gelu("whiten/gelu");
        for (var block = 0; block < widths.Length; block++)
        {
            AppendBlock(builder, $"block{block + 1}", widths[block]);
        }

        builder.MaxPooling("pool", size: 3).Flatten();
        builder.Append(new Dense("head", builder.Last)
        {
            Units = classes,
            Bias = Bias.None,
            Initializer = Initializer.FanInUniform,
        });
        return builder.Append(new Scale("logits", builder.Last, LogitScale)).Layers;
    }

    static void AppendBlock(NetworkBuilder builder, string name, int filters)
    {
        AppendConvolution(builder, $"{name}/conv1", filters);
        builder.MaxPooling($"{name}/pool");
        AppendNormalization(builder, $"{name}/norm1").Gelu($"{name}/gelu1");
        AppendConvolution(builder, $"{name}/conv2", filters);
        AppendNormalization(builder, $"{name}/norm2").Gelu($"{name}/gelu2");
    }

    static void AppendConvolution(NetworkBuilder builder, string name, int filters) => builder
        .Append(new Convolution(name, builder.Last) { Filters = filters, Initializer = Initializer.Dirac });

    static NetworkBuilder AppendNormalization(NetworkBuilder builder, string name) => builder
        .Append(new BatchNormalization(name, builder.Last)
        {
            Epsilon = 1e-12,
            Momentum = 0.6,
            Scale = NormalizationScale.One,
        });
}
