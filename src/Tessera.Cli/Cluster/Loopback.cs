namespace Tessera.Cli.Cluster;

/// <summary>The only network that the cluster listens on.</summary>
static class Loopback
{
    public const string Host = "127.0.0.1";

    /// <summary>
    /// What node managers call their host, whatever their address is. Data nodes must call it the same, or no task
    /// would be local to its data.
    /// </summary>
    public const string Name = "localhost";
}
