namespace Tessera.Results.Report;

/// <summary>What a stage took. For training, images count once an epoch.</summary>
public sealed record StageTime(string Stage, long Images, double Seconds);
