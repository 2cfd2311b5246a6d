namespace Tessera.Results;

/// <summary>
/// How likely a model holds one class to be: an index into the run's classes and a probability from 0 to 1.
/// </summary>
public readonly record struct ClassConfidence(int Class, double Confidence);
