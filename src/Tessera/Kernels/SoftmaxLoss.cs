namespace Tessera.Kernels;

/// <summary>
/// Softmax and cross-entropy. logits, probabilities, dlogits [rows][classes]. Scalar loops in double precision: a
/// network's last layer is thousands of times smaller than the others.
/// </summary>
public static class SoftmaxLoss
{
    /// <summary>probabilities = e^logits / Σ e^logits of each row; may be logits itself.</summary>
    public static void Softmax(
        KernelSession session, ReadOnlySpan<float> logits, int classes, Span<float> probabilities)
    {
        var rows = KernelArguments.RowsOf(logits.Length, classes, nameof(logits));
        KernelArguments.RequireLength(probabilities.Length, logits.Length, nameof(probabilities));
        for (var row = 0; row < rows; row++)
        {
            var source = logits.Slice(row * classes, classes);
            var logSum = LogSum(source);
            for (var i = 0; i < classes; i++)
            {
                probabilities[(row * classes) + i] = (float)Math.Exp(source[i] - logSum);
            }
        }
    }

    /// <summary>
    /// Sum over rows of the cross-entropy with targets (1 − smoothing)·[class = label] + smoothing/classes, and its
    /// gradient dlogits, which may be logits itself.
    /// </summary>
    /// <exception cref="ArgumentException">A length is wrong or a label is not a class.</exception>
    public static double CrossEntropy(
        KernelSession session, ReadOnlySpan<float> logits, int classes, ReadOnlySpan<int> labels, float smoothing,
        Span<float> dlogits)
    {
        var rows = KernelArguments.RowsOf(logits.Length, classes, nameof(logits));
        KernelArguments.RequireLength(labels.Length, rows, nameof(labels));
        KernelArguments.RequireLength(dlogits.Length, logits.Length, nameof(dlogits));
        var loss = 0.0;
        for (var row = 0; row < rows; row++)
        {
            if ((uint)labels[row] >= (uint)classes)
            {
                throw new ArgumentException(
                    $"label {labels[row]} of row {row} is none of {classes} classes", nameof(labels));
            }

            var slice = row * classes;
            loss += RowLoss(logits.Slice(slice, classes), labels[row], smoothing, dlogits.Slice(slice, classes));
        }

        return loss;
    }

    static double RowLoss(ReadOnlySpan<float> logits, int label, double smoothing, Span<float> dlogits)
    {
        var (logSum, loss) = (LogSum(logits), 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            var target = (smoothing / logits.Length) + (i == label ? 1 - smoothing : 0);
            var logProbability = logits[i] - logSum;
            loss -= target * logProbability;
            dlogits[i] = (float)(Math.Exp(logProbability) - target);
        }

        return loss;
    }

    // log Σ e^x, shifted by the largest so that nothing overflows
    static double LogSum(ReadOnlySpan<float> logits)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return largest + Math.Log(sum);
    }
}
