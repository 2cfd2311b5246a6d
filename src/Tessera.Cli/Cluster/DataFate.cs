namespace Tessera.Cli.Cluster;

/// <summary>What becomes of a cluster's data when it ends.</summary>
enum DataFate
{
    Kept,
    Deleted,
}
