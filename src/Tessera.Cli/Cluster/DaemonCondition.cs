namespace Tessera.Cli.Cluster;

enum DaemonCondition
{
    /// <summary>It runs and works.</summary>
    Running,

    /// <summary>Its process runs, but it does not do its work.</summary>
    Unready,

    /// <summary>It was started and has ended without being told to.</summary>
    Dead,

    Stopped,
}
