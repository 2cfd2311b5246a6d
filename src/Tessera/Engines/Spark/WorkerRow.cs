namespace Tessera.Engines.Spark;

/// <summary>
/// One line of a worker's standard output, one row of the statement: a shard that has its mark, or a failure that would
/// recur however often it is tried.
/// </summary>
sealed record WorkerRow
{
    public string? Shard { get; init; }

    public long Images { get; init; }

    /// <summary>What only the user can mend: the stage must not be tried again.</summary>
    public string? Fatal { get; init; }
}
