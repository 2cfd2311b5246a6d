namespace Tessera.EndToEnd.Spark;

/// <summary>What a job on YARN can lose.</summary>
enum Victim
{
    Driver,
    Worker,
    Executor,
    DataNode,
    NodeManager,
}
