namespace Tessera.Training;

/// <summary>One point of the learning curve.</summary>
/// <param name="Epoch">From 1; the last one may be cut short.</param>
/// <param name="Step">Steps done at its end.</param>
/// <param name="TrainLoss">The mean over its images, augmented and with label smoothing, as they were trained
/// on.</param>
/// <param name="TrainAccuracy">The same for the accuracy.</param>
/// <param name="Validation">On the images held out, as they are; null where none are.</param>
public sealed record EpochResult(int Epoch, int Step, double TrainLoss, double TrainAccuracy, Evaluation? Validation);
