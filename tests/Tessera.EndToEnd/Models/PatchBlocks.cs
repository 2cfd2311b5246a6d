using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>More blocks: those that cut, join and rearrange images.</summary>
static class PatchBlocks
{
    // Patches by a convolution of large stride, a learnt token before them, places added, attention, two dense layers.
    public static void VisionTransformer(BlockBuilder block)
    {
        var patches = block.Bias(block.Convolution("x", 4, 3, 12, stride: 4, padding: "VALID"), 12);
        patches = block.Reshape(patches, -1, 6, 12);
        var token = block.Model.Node(
            "BroadcastTo", [block.Weights(1, 1, 12), block.Model.Integers(2, 1, 12)], ("T", Float), ("Tidx", Integer));
        var x = block.Model.Node(
            "ConcatV2", [token, patches, block.Model.Scalar(1)], ("T", Float), ("Tidx", Integer), ("N", Count(2)));
        x = block.Binary("AddV2", x, block.Weights(1, 7, 12));
        x = block.Binary("AddV2", x, Attend(block, block.LayerNorm(x, 12)));
        var y = block.Gelu(block.Bias(block.Dense(block.LayerNorm(x, 12), [2, 7], 12, 24), 24));
        x = block.Binary("AddV2", x, block.Bias(block.Dense(y, [2, 7], 24, 12), 12));
        block.Dense(First(block, x), [2], 12, 5);
    }

    // With biases, batch products and an axis for the heads, as PyTorch's and other graphs have it.
    static string Attend(BlockBuilder block, string x)
    {
        var joined = block.Bias(block.Dense(x, [2, 7], 12, 36), 36);
        var parts = block.Model.Node(
            "Split", [block.Model.Scalar(-1), joined], ("T", Float), ("num_split", Count(3)));
        var (query, key, value) = (Heads(block, parts), Heads(block, $"{parts}:1"), Heads(block, $"{parts}:2"));
        var scores = block.Model.Node("BatchMatMulV2", [query, key], ("T", Float), ("adj_y", Flag(true)));
        var weights = block.Unary("Softmax", block.Binary("Mul", scores, block.Number(0.5f)));
        var mixed = block.Model.Node("BatchMatMulV2", [weights, value], ("T", Float));
        return block.Dense(block.Reshape(Swap(block, mixed), 2, 7, 12), [2, 7], 12, 12);
    }

    static string Heads(BlockBuilder block, string x) => Swap(block, block.Reshape(x, 2, 7, 3, 4));

    static string Swap(BlockBuilder block, string x) => block.Model.Node(
        "Transpose", [x, block.Model.Integers(0, 2, 1, 3)], ("T", Float), ("Tperm", Integer));

    static string First(BlockBuilder block, string x) => block.Model.Node(
        "StridedSlice",
        [x, block.Model.Integers(0, 0, 0), block.Model.Integers(0, 1, 0), block.Model.Integers(1, 1, 1)],
        ("T", Float),
        ("Index", Integer),
        ("begin_mask", Count(5)),
        ("end_mask", Count(5)),
        ("shrink_axis_mask", Count(2)));

    // Separable convolutions behind one-sided padding, and a branch that is padded, cropped and pooled by one pixel.
    public static void NasNet(BlockBuilder block)
    {
        var x = block.Unary("Relu", "x");
        var left = block.Depthwise(block.Pad(x, 2, 3), 5, 8, 2, "VALID");
        left = block.BatchNorm(block.Convolution(left, 1, 8, 8), 8);
        var shifted = block.Model.Node(
            "StridedSlice",
            [block.Pad(x, 0, 1), Quads(block, 0, 1, 1, 0), Quads(block, 0, 0, 0, 0), Quads(block, 1, 1, 1, 1)],
            ("T", Float),
            ("Index", Integer),
            ("begin_mask", Count(9)),
            ("end_mask", Count(15)));
        var first = block.Convolution(block.Pool("AvgPool", x, 1, 2, "VALID"), 1, 8, 4);
        var second = block.Convolution(block.Pool("AvgPool", shifted, 1, 2, "VALID"), 1, 8, 4);
        var right = block.BatchNorm(block.Concatenate(first, second), 8);
        var pooled = block.Pool("MaxPool", block.Pad(x, 1, 1), 3, 2, "VALID");
        block.Concatenate(block.Binary("AddV2", left, pooled), right);
    }

    static string Quads(BlockBuilder block, params int[] values) => block.Model.Integers(values);

    public static void InceptionResNet(BlockBuilder block)
    {
        var first = block.Unary("Relu", block.BatchNorm(block.Convolution("x", 1, 8, 6), 6));
        var second = block.Unary("Relu", block.BatchNorm(block.Convolution("x", 1, 8, 4), 4));
        second = block.Model.Node(
            "Conv2D",
            [second, block.Weights(1, 7, 4, 5)],
            ("T", Float),
            ("strides", List(1, 1, 1, 1)),
            ("padding", Text("SAME")));
        var up = block.Bias(block.Convolution(block.Concatenate(first, second), 1, 11, 8), 8);
        block.Unary("Relu", block.Binary("AddV2", "x", block.Binary("Mul", up, block.Number(0.17f))));
    }

    // Down by pooling, up by a transposed convolution and by resizing, joined with what was before.
    public static void UNet(BlockBuilder block)
    {
        var before = block.Unary("Relu", block.Bias(block.Convolution("x", 3, 16, 16), 16));
        var low = block.Unary("Relu", block.Bias(
            block.Convolution(block.Pool("MaxPool", before, 2, 2, "VALID"), 3, 16, 32), 32));
        var up = block.Bias(block.Model.Node(
            "Conv2DBackpropInput",
            [block.Model.Integers(2, 8, 6, 16), block.Weights(2, 2, 16, 32), low],
            ("T", Float),
            ("strides", List(1, 2, 2, 1)),
            ("padding", Text("SAME"))), 16);
        var resized = block.Model.Node(
            "ResizeBilinear", [low, block.Model.Integers(8, 6)], ("T", Float), ("half_pixel_centers", Flag(true)));
        block.Unary("Sigmoid", block.Convolution(block.Concatenate(before, block.Unary("Elu", up), resized), 3, 64, 2));
    }

    public static void GroupNormalization(BlockBuilder block)
    {
        var x = block.Convolution("x", 3, 8, 8);
        var groups = block.Reshape(x, -1, 5, 6, 4, 2);
        var mean = block.Mean(groups, isKept: true, 1, 2, 4);
        var variance = block.Mean(block.Binary("SquaredDifference", groups, mean), isKept: true, 1, 2, 4);
        var factor = block.Unary("Rsqrt", block.Binary("AddV2", variance, block.Number(0.001f)));
        var normal = block.Reshape(block.Binary("Mul", block.Binary("Sub", groups, mean), factor), -1, 5, 6, 8);
        block.Unary("Relu", block.Binary(
            "AddV2", block.Binary("Mul", normal, block.Weights(8)), block.Weights(8)));
    }

    // Pixels scaled, centred, resized, cropped, mirrored and normalised by channel.
    public static void Preprocessing(BlockBuilder block)
    {
        var x = block.Binary("AddV2", block.Binary("Mul", "x", block.Number(1 / 127.5f)), block.Number(-1));
        x = block.Model.Node(
            "ResizeBilinear", [x, block.Model.Integers(13, 15)], ("T", Float), ("half_pixel_centers", Flag(true)));
        x = block.Model.Node(
            "Slice", [x, Quads(block, 0, 2, 3, 0), Quads(block, 2, 9, 9, 3)], ("T", Float), ("Index", Integer));
        x = block.Model.Node("ReverseV2", [x, block.Model.Integers(2)], ("T", Float), ("Tidx", Integer));
        x = block.Binary("Sub", x, block.Model.Floats([1, 1, 1, 3], 0.485f, 0.456f, 0.406f));
        x = block.Binary("RealDiv", x, block.Model.Floats([1, 1, 1, 3], 0.229f, 0.224f, 0.225f));
        block.Convolution(x, 3, 3, 16, 2);
    }

    // As TensorFlow 1 and tf.keras write it, with a convolution that has a bias already.
    public static void FusedBatchNorm(BlockBuilder block)
    {
        var x = block.Bias(block.Convolution("x", 3, 8, 16), 16);
        var variance = block.Unary("Square", block.Weights(16));
        x = block.Model.Node(
            "FusedBatchNormV3",
            [x, block.Weights(16), block.Weights(16), block.Weights(16), variance],
            ("T", Float),
            ("U", Float),
            ("epsilon", Number(0.001f)),
            ("is_training", Flag(false)));
        block.Binary("AddV2", block.Unary("Relu6", x), block.Convolution("x", 1, 8, 16));
    }
}
