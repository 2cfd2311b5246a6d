using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// The CIFAR network of "Deep Residual Learning for Image Recognition" (arXiv 1512.03385, section 4.2) with n = 3.
/// Where the shape changes, the shortcut is a 1×1 convolution with batch normalisation (the paper's option B).
/// </summary>
static class ResNet20
{
    const int BlocksPerStage = 3;

    public static ImmutableArray<Layer> Layers(int classes)
    {
        var builder = new NetworkBuilder();
        AppendNormalized(builder, "stem", builder.Last, 16);
        builder.Relu("stem/relu");
        foreach (var (stage, filters) in new[] { (1, 16), (2, 32), (3, 64) })
        {
            AppendBlock(builder, $"stage{stage}/block1", filters, stride: stage == 1 ? 1 : 2);
            for (var block = 2; block <= BlocksPerStage; block++)
            {
                AppendBlock(builder, $"stage{stage}/block{block}", filters);
            }
        }

        builder.Append(new GlobalAveragePooling("pool", builder.Last))
            .Append(new Dense("head", builder.Last) { Units = classes, Initializer = Initializer.HeUniform });
        return builder.Layers;
    }

    static void AppendBlock(NetworkBuilder builder, string name, int filters, int stride = 1)
    {
        var shortcut = builder.Last;
        AppendNormalized(builder, $"{name}/conv1", shortcut, filters, stride: stride);
        builder.Relu($"{name}/conv1/relu");
        AppendNormalized(builder, $"{name}/conv2", builder.Last, filters);
        var residual = builder.Last;
        if (stride != 1)
        {
            AppendNormalized(builder, $"{name}/shortcut", shortcut, filters, size: 1, stride);
            shortcut = builder.Last;
        }

        builder.Append(new Add($"{name}/add", residual, shortcut)).Relu($"{name}/relu");
    }

    static void AppendNormalized(
        NetworkBuilder builder, string name, string input, int filters, int size = 3, int stride = 1) => builder
        .Append(new Convolution(name, input)
        {
            Filters = filters,
            Size = size,
            Stride = stride,
            Initializer = Initializer.HeUniform,
        })
        .Append(new BatchNormalization($"{name}/norm", name) { Epsilon = 1e-5, Momentum = 0.9 });
}
