namespace Tessera.Training;

/// <summary>How a network does on images.</summary>
/// <param name="Loss">The mean cross-entropy, without label smoothing.</param>
/// <param name="Accuracy">The part of the images whose class has the largest logit; of equal ones the lower
/// class.</param>
public sealed record Evaluation(double Loss, double Accuracy);
