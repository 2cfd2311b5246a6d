namespace Tessera.Training;

/// <summary>What a trainer tells while it works, on its own thread, between steps.</summary>
public sealed record TrainingObserver
{
    /// <summary>After every step.</summary>
    public Action<TrainingProgress>? Progressed { get; init; }

    /// <summary>After every epoch.</summary>
    public Action<EpochResult>? EpochEnded { get; init; }

    /// <summary>
    /// At the end of each epoch, about every <see cref="TrainerSettings.CheckpointInterval"/>, and on cancellation.
    /// </summary>
    public Action<Checkpoint>? Save { get; init; }
}
