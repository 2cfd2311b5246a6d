namespace Tessera.Cli.Cluster;

/// <summary>How many of each the user wants; null: as many as there were.</summary>
sealed record DaemonCounts
{
    public const int MostDataNodes = 3;
    public const int MostNodeManagers = 3;
    public const int MostSparkWorkers = 8;

    /// <summary>Default: 1; from 1 to 3.</summary>
    public int? DataNodes { get; init; }

    /// <summary>Default: 1; from 0, which means no YARN, to 3.</summary>
    public int? NodeManagers { get; init; }

    /// <summary>Default: 0, which means no Spark master either; to 8.</summary>
    public int? SparkWorkers { get; init; }

    /// <exception cref="TesseraException">A number is out of range.</exception>
    public void Require()
    {
        Require("--data-nodes", DataNodes, 1, MostDataNodes);
        Require("--node-managers", NodeManagers, 0, MostNodeManagers);
        Require("--spark-workers", SparkWorkers, 0, MostSparkWorkers);
    }

    static void Require(string flag, int? value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw TesseraException.User(
                FormattableString.Invariant($"{flag} {value} is not allowed: give {least} to {most}"));
        }
    }
}
