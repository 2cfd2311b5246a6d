namespace Tessera.Cli.Cluster;

/// <summary>How a daemon is, its process while that runs, and what it does not do when it is not ready.</summary>
sealed record DaemonStatus(Daemon Daemon, DaemonCondition Condition, int? Process = null, string? Ailment = null);
