using System.Globalization;
using Tessera.Pipeline.Sql;
using Tessera.Storage;

namespace Tessera.Engines.Spark;

/// <summary>
/// The statement that is a stage: Spark lists the shard files, groups them into tasks and pipes each group's paths
/// through a worker. Contents never pass through Spark.
/// </summary>
static class TransformStatement
{
    const string Delimited = @"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'";

    /// <summary>
    /// What a file counts for when Spark groups files, beside its bytes: so much that groups of equally many come out.
    /// </summary>
    const long FileCost = 1L << 40;

    /// <summary>Far above what a thousand files count for: their number alone decides.</summary>
    const long LargestTask = 1L << 60;

    /// <param name="folder">The folder that holds the shards.</param>
    /// <param name="pattern">The names of the shards' files in it, as a pattern.</param>
    /// <param name="worker">The command line of the worker.</param>
    public static string Of(Folder folder, string pattern, string worker) =>
        $"SELECT TRANSFORM(path, length) {Delimited} USING '{worker}' AS (row STRING) {Delimited} "
        + $"FROM binaryFile.`{SqlPath.Of(folder)}/{pattern}`";

    /// <summary>
    /// Makes Spark group files into so many tasks, by their number alone: for SET, or as configuration.
    /// </summary>
    public static string Tasks(int count) => string.Create(
        CultureInfo.InvariantCulture, $"spark.sql.files.minPartitionNum={count}");

    /// <summary>
    /// What the grouping and the listing need for the whole session. A statement's files are listed in the driver: for
    /// more than 32 paths Spark would start a job with a task a path. What it lists it would keep, 3.6 KB a file, for a
    /// statement that never comes: each names other files.
    /// </summary>
    public static IEnumerable<string> Configuration { get; } =
    [
        string.Create(CultureInfo.InvariantCulture, $"spark.sql.files.openCostInBytes={FileCost}"),
        string.Create(CultureInfo.InvariantCulture, $"spark.sql.files.maxPartitionBytes={LargestTask}"),
        "spark.sql.sources.parallelPartitionDiscovery.threshold=1000000",
        "spark.sql.hive.filesourcePartitionFileCacheSize=0",
    ];
}
