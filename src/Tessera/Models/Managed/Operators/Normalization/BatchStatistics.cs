using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Normalization;

/// <summary>
/// A FusedBatchNorm that is no x · scale + shift by known numbers: one that normalises by the batch's own statistics,
/// as Keras 2's layer normalisation does with every pixel as a channel, or whose channels come first.
/// </summary>
static class BatchStatistics
{
    /// <summary>
    /// Binds a node with inputs tensor, scale, offset, mean and variance; the latter two may be empty.
    /// </summary>
    public static void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0, rank: 4);
        var isChannelsFirst = node.Attributes.Text("data_format", "NHWC") == "NCHW";
        var (channels, inner) = isChannelsFirst ? (x.Shape[1], x.Shape.Product(2..)) : (x.Shape[3], 1);
        var isOwn = node.Attributes.Flag("is_training", absent: true);
        var epsilon = node.Attributes.Number("epsilon", 1e-4f);
        Operand[] parameters = [.. Enumerable.Range(1, isOwn ? 2 : 4).Select(index => node.FloatInput(index))];
        if (parameters.Any(values => values.Shape.ElementCount != channels))
        {
            throw TesseraException.User($"its scale, offset, mean and variance do not fit {channels} channels");
        }

        var y = node.Output(ElementType.Float32, x.Shape);
        var mean = node.Output(ElementType.Float32, new TensorShape(channels));
        var variance = node.Output(ElementType.Float32, new TensorShape(channels));
        node.Compute(run =>
        {
            for (var channel = 0; channel < channels; channel++)
            {
                var plane = new ChannelPlane(channel, channels, inner);
                var own = isOwn ? plane.Measure(run.Read<float>(x)) : default;
                var (center, spread) = isOwn
                    ? (own.Mean, own.Variance)
                    : (run.Read<float>(parameters[2])[channel], run.Read<float>(parameters[3])[channel]);
                var scale = run.Read<float>(parameters[0])[channel] / Math.Sqrt(spread + epsilon);
                var shift = run.Read<float>(parameters[1])[channel] - center * scale;
                plane.Apply(run.Read<float>(x), scale, shift, run.Write<float>(y));
                run.Write<float>(mean)[channel] = (float)center;
                run.Write<float>(variance)[channel] = (float)(isOwn ? own.Unbiased : spread);
            }
        });
    }
}
