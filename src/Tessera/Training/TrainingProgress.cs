namespace Tessera.Training;

/// <summary>How far a training is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Of the whole training.</param>
/// <param name="BatchSize">Images a step.</param>
/// <param name="Loss">The mean of this step's images.</param>
public sealed record TrainingProgress(int Step, int Steps, int BatchSize, double Loss);
