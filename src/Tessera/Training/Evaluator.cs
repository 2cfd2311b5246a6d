using Tessera.Kernels;
using Tessera.Training.Execution;

namespace Tessera.Training;

/// <summary>Classifies images while a network is in training.</summary>
sealed class Evaluator(TrainingExecutor executor, KernelSession session, float[] table)
{
    /// <summary>Loss and accuracy on some of those images, each seen in all of those views.</summary>
    public Evaluation Evaluate(LabeledImages images, ReadOnlySpan<int> indices, ReadOnlySpan<WeightedView> views)
    {
        var (loss, correct) = (0.0, 0L);
        for (var first = 0; first < indices.Length; first += executor.Batch)
        {
            var batch = indices.Slice(first, Math.Min(executor.Batch, indices.Length - first)).ToArray();
            var labels = batch.Select(images.Label).ToArray();
            var logits = Average(images, batch, views);
            loss += SoftmaxLoss.CrossEntropy(session, logits, images.Classes, labels, 0, new float[logits.Length]);
            correct += CountCorrect(logits, labels);
        }

        return new Evaluation(loss / indices.Length, (double)correct / indices.Length);
    }

    /// <summary>How many rows of logits [n][classes] are largest at their label.</summary>
    public static int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        var classes = logits.Length / labels.Length;
        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            correct += LargestOf(logits.Slice(i * classes, classes)) == labels[i] ? 1 : 0;
        }

        return correct;
    }

    float[] Average(LabeledImages images, int[] batch, ReadOnlySpan<WeightedView> views)
    {
        var sums = new float[batch.Length * images.Classes];
        foreach (var (view, weight) in views)
        {
            var logits = Logits(images, batch, view);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += weight * logits[i];
            }
        }

        return sums;
    }

    unsafe ReadOnlySpan<float> Logits(LabeledImages images, int[] batch, View view)
    {
        var length = images.Image.Count;
        fixed (float* start = executor.Images)
        {
            var address = (nint)start;
            session.Workers.Run(batch.Length, (i, _) =>
            {
                var target = new Span<float>((float*)address + (long)i * length, length);
                view.Show(images.Pixels(batch[i]), images.Image, table, target);
            });
        }

        return executor.Infer(batch.Length);
    }

    static int LargestOf(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
