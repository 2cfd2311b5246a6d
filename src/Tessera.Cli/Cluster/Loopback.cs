namespace Tessera.Cli.Cluster;

/// <summary>The only network that the cluster listens on.</summary>
static class Loopback
{
    public const string Host = "127.0.0.1";

    /// <summary>
    /// What node managers call their host, whatever their address is, and data nodes likewise. Spark has no preference
    /// among executors for data on a host of this name: here all hosts are one.
    /// </summary>
    public const string Name = "localhost";
}
