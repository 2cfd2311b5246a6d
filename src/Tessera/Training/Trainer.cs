using Tessera.Networks;

namespace Tessera.Training;

/// <summary>
/// Trains a network. The weights depend on network, recipe, images, seed and kernel set, bit for bit; never on the
/// number of threads, on time, or on where it was interrupted.
/// </summary>
public sealed class Trainer(Network network, Recipe recipe, TrainerSettings settings, TimeProvider time)
{
    /// <summary>Trains from the beginning, or on from a checkpoint.</summary>
    /// <param name="images">What to train on; part of it is held out when the recipe says so.</param>
    /// <param name="normalization">How pixels enter the network.</param>
    /// <param name="resume">Where to go on; null for the beginning.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellation">Ends it after the step in progress; a checkpoint is offered before.</param>
    /// <exception cref="TesseraException">The images do not fit the network, or the checkpoint is of another
    /// training.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public TrainedNetwork Train(
        LabeledImages images,
        Normalization normalization,
        Checkpoint? resume = null,
        TrainingObserver? observer = null,
        CancellationToken cancellation = default)
    {
        observer ??= new TrainingObserver();
        using var run = new TrainingRun(network, recipe, settings, images, normalization);
        run.Begin(resume);
        var saved = time.GetTimestamp();
        while (run.Step < run.Steps)
        {
            Advance(run, observer);
            if (run.IsAtEpochEnd || time.GetElapsedTime(saved) >= settings.CheckpointInterval)
            {
                observer.Save?.Invoke(run.Capture());
                saved = time.GetTimestamp();
            }

            StopIfCancelled(run, observer, cancellation);
        }

        return run.Result();
    }

    static void Advance(TrainingRun run, TrainingObserver observer)
    {
        var loss = run.Advance();
        observer.Progressed?.Invoke(new TrainingProgress(run.Step, run.Steps, run.BatchSize, loss));
        if (run.IsAtEpochEnd)
        {
            var epoch = run.EndEpoch();
            observer.EpochEnded?.Invoke(epoch);
        }
    }

    static void StopIfCancelled(TrainingRun run, TrainingObserver observer, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested && run.Step < run.Steps)
        {
            observer.Save?.Invoke(run.Capture());
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
