using System.Collections.Immutable;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Normalization;

/// <summary>
/// (x − mean) / √(variance + ε) · scale + offset for each channel; behind a convolution a pass has
/// folded it away.
/// </summary>
sealed class FusedBatchNorm : IOperator
{
    public ImmutableArray<string> OutputNames =>
        ["y", "batch_mean", "batch_variance", "reserve_space_1", "reserve_space_2", "reserve_space_3"];

    public void Bind(NodeBinding node)
    {
        if (node.Attributes.Flag("is_training", absent: true)
            || node.Attributes.Text("data_format", "NHWC") != "NHWC"
            || Enumerable.Range(1, 4).Any(index => node.Input(index).Constant is null))
        {
            BatchStatistics.Bind(node);
            return;
        }

        var x = node.FloatInput(0, rank: 4);
        Tensor[] parameters = [.. Enumerable.Range(1, 4).Select(node.ConstantInput)];
        var normalization = ChannelAffine.OfBatchNorm(node.Attributes, parameters);
        if (normalization.Channels != x.Shape[3])
        {
            throw TesseraException.User($"statistics of {normalization.Channels} channels do not fit {x.Shape}");
        }

        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(normalization, run.Read<float>(x), run.Write<float>(y)));
    }

    static void Apply(ChannelAffine normalization, ReadOnlySpan<float> x, Span<float> y)
    {
        var (scale, shift) = normalization;
        for (var start = 0; start < x.Length; start += scale.Length)
        {
            for (var channel = 0; channel < scale.Length; channel++)
            {
                y[start + channel] = (float)(x[start + channel] * scale[channel] + shift[channel]);
            }
        }
    }
}
