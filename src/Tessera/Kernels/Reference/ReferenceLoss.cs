using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Softmax and cross-entropy as plain loops. logits, probabilities, dlogits [rows][classes].</summary>
public static class ReferenceLoss
{
    public static void Softmax<T>(ReadOnlySpan<T> logits, int classes, Span<T> probabilities)
        where T : IFloatingPointIeee754<T>
    {
        for (var start = 0; start < logits.Length; start += classes)
        {
            var largest = T.NegativeInfinity;
            var sum = T.Zero;
            for (var i = start; i < start + classes; i++)
            {
                largest = T.Max(largest, logits[i]);
            }

            for (var i = start; i < start + classes; i++)
            {
                sum += probabilities[i] = T.Exp(logits[i] - largest);
            }

            for (var i = start; i < start + classes; i++)
            {
                probabilities[i] /= sum;
            }
        }
    }

    /// <summary>
    /// Sum over rows of −Σ target·log softmax, target = (1 − smoothing)·[class = label] + smoothing/classes;
    /// also the gradient dlogits = softmax − target.
    /// </summary>
    public static T CrossEntropy<T>(
        ReadOnlySpan<T> logits, int classes, ReadOnlySpan<int> labels, T smoothing, Span<T> dlogits)
        where T : IFloatingPointIeee754<T>
    {
        Softmax(logits, classes, dlogits);
        var loss = T.Zero;
        for (var i = 0; i < logits.Length; i++)
        {
            var target = smoothing / T.CreateChecked(classes);
            target += labels[i / classes] == i % classes ? T.One - smoothing : T.Zero;
            loss -= target * T.Log(dlogits[i]);
            dlogits[i] -= target;
        }

        return loss;
    }
}
