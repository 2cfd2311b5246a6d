namespace Tessera.Cli.Cluster;

/// <summary>What the cluster knows of one kind of daemon.</summary>
sealed record DaemonKind
{
    public required string Name { get; init; }

    /// <summary>Names of its ports; <c>http</c>, which all have, shows how it is.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>What it runs: relative to the folder of its installation.</summary>
    public required string Program { get; init; }

    /// <summary>Where its program is.</summary>
    public required Func<Installation> Installation { get; init; }

    /// <summary>The program's arguments.</summary>
    public required Func<ClusterFolder, ClusterState, Daemon, IEnumerable<string>> Arguments { get; init; }

    /// <summary>Null when it works, else what it does not do yet.</summary>
    public required Func<HealthProbe, ClusterState, Daemon, CancellationToken, Task<string?>> Ailment { get; init; }

    /// <summary>How many a cluster has when the user wants these.</summary>
    public required Func<DaemonCounts, int?> Wanted { get; init; }

    /// <summary>How many a new cluster has.</summary>
    public int Default { get; init; }

    /// <summary>How many a cluster can have.</summary>
    public int Most { get; init; } = 1;
}
