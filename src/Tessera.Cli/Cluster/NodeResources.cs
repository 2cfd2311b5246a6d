namespace Tessera.Cli.Cluster;

/// <summary>
/// What the schedulers may hand out. Cores are only a figure for scheduling, on purpose more than there are: five
/// executors on a laptop shall start, if not run fast.
/// </summary>
sealed record NodeResources(int Megabytes, int Cores)
{
    const int LeastCores = 8;

    public static NodeResources OfThisMachine => Of(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>A quarter of the memory is left to the daemons and to the driver.</summary>
    public static NodeResources Of(long bytes) =>
        new((int)(bytes / (1 << 20) * 3 / 4), Math.Max(LeastCores, 2 * Environment.ProcessorCount));

    /// <summary>Memory is shared, cores are no more than a figure.</summary>
    public NodeResources SharedBy(int nodes) => this with { Megabytes = Megabytes / Math.Max(1, nodes) };
}
