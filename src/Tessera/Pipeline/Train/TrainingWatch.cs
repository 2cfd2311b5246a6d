using System.Globalization;
using Tessera.Pipeline.Steps;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera.Pipeline.Train;

/// <summary>Tells how a training goes, and afterwards how long it took.</summary>
sealed class TrainingWatch(JobContext job, Folder model, int resumedStep)
{
    readonly long _start = job.Time.GetTimestamp();
    TrainingProgress? _last;

    public void Progressed(TrainingProgress progress)
    {
        _last = progress;
        var batch = (long)progress.BatchSize;
        job.Progress.Report(new StageProgress(
            TrainStep.StepName, "images", progress.Step * batch, progress.Steps * batch, resumedStep * batch));
    }

    public void EpochEnded(EpochResult epoch) => job.Say(TrainStep.StepName, string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch}: loss {epoch.TrainLoss:0.000}, accuracy {epoch.TrainAccuracy:P1}{Validation(epoch)}"));

    /// <summary>The images that this process trained on, and the seconds that it took.</summary>
    public Task WriteTimingAsync(CancellationToken cancellation)
    {
        var batch = (long)(_last?.BatchSize ?? 0);
        var timing = new StageTiming(
            TrainStep.StepName,
            (_last?.Step ?? 0) * batch,
            0,
            ((_last?.Step ?? resumedStep) - resumedStep) * batch,
            job.Time.GetElapsedTime(_start).TotalSeconds,
            Environment.MachineName);
        return JsonFile.WriteAsync(
            model.Sub("stats"), $"{TrainStep.StepName}.json", timing, TesseraJson.Default.StageTiming, cancellation);
    }

    static string Validation(EpochResult epoch) => epoch.Validation is { } validation
        ? string.Create(CultureInfo.InvariantCulture, $", held-out images {validation.Accuracy:P1}")
        : "";
}
