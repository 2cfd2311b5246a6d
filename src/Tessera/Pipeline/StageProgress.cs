namespace Tessera.Pipeline;

/// <summary>
/// How far a step is. <paramref name="Resumed"/> of the <paramref name="Done"/> units were done by an earlier process.
/// </summary>
/// <param name="Step">Such as <c>ingest</c> or <c>classify</c>.</param>
/// <param name="Unit">What is counted: <c>images</c>, <c>bytes</c>.</param>
/// <param name="Done">Units done so far.</param>
/// <param name="Total">Units in all, 0 when unknown.</param>
/// <param name="Resumed">Units that were found done.</param>
/// <param name="Message">What is going on, when there is something to say.</param>
/// <param name="Note">What is said beside the count until the next note, such as Spark's tasks.</param>
public sealed record StageProgress(
    string Step, string Unit, long Done, long Total, long Resumed = 0, string? Message = null, string? Note = null);
