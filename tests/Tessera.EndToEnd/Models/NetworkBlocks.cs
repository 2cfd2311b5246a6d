using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Models;

/// <summary>Blocks of well-known networks, as Keras writes them.</summary>
static class NetworkBlocks
{
    public static Dictionary<string, Func<OperatorModel>> All { get; } = new()
    {
        ["EfficientNet"] = () => Build([2, 15, 14, 8], EfficientNet),
        ["MobileNetV3"] = () => Build([2, 15, 14, 8], MobileNetV3),
        ["DenseNet"] = () => Build([2, 14, 14, 8], DenseNet),
        ["Inception"] = () => Build([2, 13, 13, 6], Inception),
        ["ConvNeXt"] = () => Build([2, 9, 10, 8], ConvNeXt),
        ["ResNetV2"] = () => Build([2, 13, 13, 8], ResNetV2),
        ["Xception"] = () => Build([2, 13, 13, 8], Xception),
        ["Attention"] = () => Build([2, 7, 12], Attention),
        ["VisionTransformer"] = () => Build([2, 12, 8, 3], PatchBlocks.VisionTransformer),
        ["NASNet"] = () => Build([2, 9, 11, 8], PatchBlocks.NasNet),
        ["InceptionResNet"] = () => Build([2, 7, 7, 8], PatchBlocks.InceptionResNet),
        ["U-Net"] = () => Build([2, 8, 6, 16], PatchBlocks.UNet),
        ["Group normalisation"] = () => Build([2, 5, 6, 8], PatchBlocks.GroupNormalization),
        ["Preprocessing"] = () => Build([2, 20, 24, 3], PatchBlocks.Preprocessing),
        ["FusedBatchNorm"] = () => Build([2, 9, 9, 8], PatchBlocks.FusedBatchNorm),
    };

    static OperatorModel Build(int[] input, Action<BlockBuilder> add)
    {
        var builder = new BlockBuilder(input);
        add(builder);
        return builder.Model;
    }

    // Expansion, strided depthwise convolution behind Keras' own padding, squeeze and excitation, projection.
    static void EfficientNet(BlockBuilder block)
    {
        var x = block.Swish(block.BatchNorm(block.Convolution("x", 1, 8, 24), 24));
        x = block.Depthwise(block.Pad(x, 0, 1), 3, 24, 2, "VALID");
        x = block.Swish(block.BatchNorm(x, 24));
        var weights = block.Reshape(block.Mean(x, isKept: false, 1, 2), -1, 1, 1, 24);
        weights = block.Swish(block.Bias(block.Convolution(weights, 1, 24, 2), 2));
        weights = block.Unary("Sigmoid", block.Bias(block.Convolution(weights, 1, 2, 24), 24));
        block.BatchNorm(block.Convolution(block.Binary("Mul", x, weights), 1, 24, 16), 16);
    }

    static void MobileNetV3(BlockBuilder block)
    {
        var x = HardSwish(block, block.BatchNorm(block.Convolution("x", 1, 8, 16), 16));
        x = block.BatchNorm(block.Depthwise(x, 5, 16, 1, "SAME"), 16);
        var weights = block.Unary("Relu", block.Convolution(block.Mean(x, isKept: true, 1, 2), 1, 16, 8));
        x = block.Binary("Mul", x, HardSigmoid(block, block.Convolution(weights, 1, 8, 16)));
        block.Binary("AddV2", "x", block.BatchNorm(block.Convolution(HardSwish(block, x), 1, 16, 8), 8));
    }

    static string HardSigmoid(BlockBuilder block, string x) =>
        block.Binary("Mul", block.Unary("Relu6", block.Binary("AddV2", x, block.Number(3))), block.Number(1 / 6f));

    static string HardSwish(BlockBuilder block, string x) => block.Binary("Mul", HardSigmoid(block, x), x);

    static void DenseNet(BlockBuilder block)
    {
        var x = block.Unary("Relu", block.BatchNorm("x", 8));
        x = block.Unary("Relu", block.BatchNorm(block.Convolution(x, 1, 8, 16), 16));
        x = block.Concatenate("x", block.Convolution(x, 3, 16, 4));
        x = block.Unary("Relu", block.BatchNorm(x, 12));
        block.Pool("AvgPool", block.Convolution(x, 1, 12, 6), 2, 2, "VALID");
    }

    static void Inception(BlockBuilder block)
    {
        var first = block.Unary("Relu", block.BatchNorm(block.Convolution("x", 1, 6, 8), 8));
        var second = block.Unary("Relu", block.Convolution(block.Convolution("x", 1, 6, 4), 5, 4, 6));
        var third = block.Convolution(block.Pool("AvgPool", "x", 3, 1, "SAME"), 1, 6, 5);
        var fourth = block.Pool("MaxPool", "x", 3, 1, "SAME");
        block.Concatenate(first, second, third, fourth);
    }

    // Layer normalisation as Keras 3 writes it, exact GELU, and a learnt scale.
    static void ConvNeXt(BlockBuilder block)
    {
        var x = block.Bias(block.Depthwise("x", 7, 8, 1, "SAME"), 8);
        x = block.LayerNorm(x, 8);
        x = block.Gelu(block.Bias(block.Dense(x, [2, 9, 10], 8, 32), 32));
        x = block.Bias(block.Dense(x, [2, 9, 10], 32, 8), 8);
        block.Binary("AddV2", "x", block.Binary("Mul", x, block.Weights(8)));
    }

    static void ResNetV2(BlockBuilder block)
    {
        var x = block.Unary("Relu", block.BatchNorm("x", 8));
        var y = block.Unary("Relu", block.BatchNorm(block.Convolution(x, 1, 8, 4), 4));
        y = block.Convolution(block.Pad(y, 1, 1), 3, 4, 4, 2, "VALID");
        y = block.Convolution(block.Unary("Relu", block.BatchNorm(y, 4)), 1, 4, 8);
        block.Binary("AddV2", block.Pool("MaxPool", "x", 1, 2, "SAME"), y);
    }

    static void Xception(BlockBuilder block)
    {
        var x = block.Unary("Relu", "x");
        x = block.BatchNorm(block.Convolution(block.Depthwise(x, 3, 8, 1, "SAME"), 1, 8, 12), 12);
        x = block.Pool("MaxPool", x, 3, 2, "SAME");
        block.Binary("AddV2", x, block.BatchNorm(block.Convolution("x", 1, 8, 12, 2), 12));
    }

    static void Attention(BlockBuilder block)
    {
        var query = block.Einsum("abc,cde->abde", "x", block.Weights(12, 3, 4));
        var key = block.Einsum("abc,cde->abde", "x", block.Weights(12, 3, 4));
        var value = block.Einsum("abc,cde->abde", "x", block.Weights(12, 3, 4));
        var scores = block.Einsum("aecd,abcd->acbe", key, block.Binary("Mul", query, block.Number(0.5f)));
        var mixed = block.Einsum("acbe,aecd->abcd", block.Unary("Softmax", scores), value);
        block.LayerNorm(block.Binary("AddV2", "x", block.Einsum("abcd,cde->abe", mixed, block.Weights(3, 4, 12))), 12);
    }
}
