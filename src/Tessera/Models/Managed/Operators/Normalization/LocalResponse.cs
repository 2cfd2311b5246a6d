using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Normalization;

/// <summary>
/// x / (bias + α · the sum of squares of the channels nearby)^β: local response normalisation (LRN) of AlexNet,
/// "ImageNet Classification with Deep Convolutional Neural Networks", 3.3.
/// </summary>
sealed class LocalResponse : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0, rank: 4);
        var radius = Math.Clamp(node.Attributes.Integer("depth_radius", 5), 0, x.Shape[3]);
        var bias = node.Attributes.Number("bias", 1);
        var (alpha, beta) = (node.Attributes.Number("alpha", 1), node.Attributes.Number("beta", 0.5f));
        var y = node.Output(ElementType.Float32, x.Shape);
        var channels = x.Shape[3];
        node.Compute(run =>
        {
            var values = run.Read<float>(x);
            var results = run.Write<float>(y);
            for (var i = 0; i < values.Length; i++)
            {
                var channel = i % channels;
                var first = Math.Max(0, channel - radius);
                var count = Math.Min(channels, channel + radius + 1) - first;
                var sum = SumOfSquares(values.Slice(i - channel + first, count));
                results[i] = values[i] / MathF.Pow(bias + alpha * sum, beta);
            }
        });
    }

    static float SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return sum;
    }
}
