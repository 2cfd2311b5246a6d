using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>The network of the Keras example "Train a simple deep CNN on the CIFAR10 small images dataset".</summary>
static class SmallCnn
{
    public static ImmutableArray<Layer> Layers(int classes)
    {
        var builder = new NetworkBuilder();
        AppendBlock(builder, "block1", 32);
        AppendBlock(builder, "block2", 64);
        builder.Flatten()
            .Append(new Dense("dense1", builder.Last) { Units = 512 })
            .Relu("dense1/relu")
            .Dropout("dense1/dropout", 0.5)
            .Append(new Dense("dense2", builder.Last) { Units = classes });
        return builder.Layers;
    }

    static void AppendBlock(NetworkBuilder builder, string name, int filters)
    {
        AppendConvolution(builder, $"{name}/conv1", filters, Padding.Same);
        AppendConvolution(builder, $"{name}/conv2", filters, Padding.Valid);
        builder.MaxPooling($"{name}/pool").Dropout($"{name}/dropout", 0.25);
    }

    static void AppendConvolution(NetworkBuilder builder, string name, int filters, Padding padding) => builder
        .Append(new Convolution(name, builder.Last) { Filters = filters, Padding = padding, Bias = Bias.Trained })
        .Relu($"{name}/relu");
}
