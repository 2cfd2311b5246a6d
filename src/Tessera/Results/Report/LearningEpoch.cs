namespace Tessera.Results.Report;

/// <summary>
/// One point of the learning curve: <c>history.json</c> of a trained model. Accuracies are from 0 to 1.
/// </summary>
public sealed record LearningEpoch(
    double Epoch,
    double TrainLoss,
    double TrainAccuracy,
    double? ValidationLoss = null,
    double? ValidationAccuracy = null);
