namespace Tessera.Results;

/// <summary>How many images of class <paramref name="Label"/> were called <paramref name="Predicted"/>.</summary>
public readonly record struct ConfusionCell(int Label, int Predicted, long Count);
