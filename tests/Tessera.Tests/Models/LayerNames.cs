namespace Tessera.Tests.Models;

/// <summary>The examples in <c>../shared/oracle/layers</c>, listed so that a missing folder is noticed.</summary>
static class LayerNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "AveragePooling2D_2x3_2x1_valid",
        "AveragePooling2D_3_2_same",
        "GlobalAveragePooling2D_keepdims",
        "MaxPooling2D_2x3_2x1_valid",
        "MaxPooling2D_3_2_same",
        "act_exponential",
        "act_gelu_tanh",
        "act_leaky_relu",
        "act_relu",
        "act_sigmoid",
        "act_softplus",
        "add_mul",
        "bn",
        "concat",
        "conv_dil3_valid",
        "conv_k1_s1_valid",
        "conv_k1x7",
        "conv_k2_s2_same",
        "conv_k3_s1_valid",
        "conv_k3x1",
        "conv_k5_s2_same",
        "conv_k7_s1_valid",
        "conv_nobias_c1",
        "conv_wide",
        "dense_3d",
        "depthwise_k3_s1_valid",
        "depthwise_k5_s1_same",
        "dropout_inference",
        "groupnorm",
        "mha",
        "ops_clip_abs_pow",
        "ops_topk",
        "prelu",
        "resizing_area",
        "separable",
        "unitnorm",
        "zeropad",
    ];
}
