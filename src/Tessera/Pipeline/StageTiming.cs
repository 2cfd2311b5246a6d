namespace Tessera.Pipeline;

/// <summary>
/// <c>stats/STAGE.json</c>: how long a stage took. When it was resumed, <paramref name="TimedImages"/> are the images
/// that the last process did in these seconds.
/// </summary>
public sealed record StageTiming(string Stage, long Images, long Errors, long TimedImages, double Seconds, string Host);
