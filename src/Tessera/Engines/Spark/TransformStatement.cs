using System.Globalization;

namespace Tessera.Engines.Spark;

/// <summary>
/// The statement that is a stage: Spark lists the shard files, groups them into tasks and pipes each group's paths
/// through a worker. Contents never pass through Spark.
/// </summary>
static class TransformStatement
{
    const string Delimited = @"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'";

    /// <summary>Characters that Spark would read as a pattern, or that would end the name.</summary>
    const string Forbidden = "*?[]{}\\`;$'\"";

    /// <param name="folder">The folder that holds the shards, as a URL.</param>
    /// <param name="pattern">The names of the shards' files in it, as a pattern.</param>
    /// <param name="worker">The command line of the worker.</param>
    public static string Of(string folder, string pattern, string worker) =>
        $"SELECT TRANSFORM(path, length) {Delimited} USING '{worker}' AS (row STRING) {Delimited} "
        + $"FROM binaryFile.`{Require(folder)}/{pattern}`";

    /// <summary>How many tasks Spark makes at least, so that each slot has several and a lost one costs little.</summary>
    public static string Tasks(int count) => string.Create(
        CultureInfo.InvariantCulture, $"SET spark.sql.files.minPartitionNum={count}");

    /// <summary>A folder whose name Spark takes as it is.</summary>
    /// <exception cref="TesseraException">It has characters that mean something to Spark.</exception>
    public static string Require(string folder) =>
        folder.FirstOrDefault(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal)) is var found
            && found == default
            ? folder
            : throw TesseraException.User(
                $"'{folder}' cannot be used with --engine spark because of the character '{found}': not allowed are "
                + $"{string.Join(' ', Forbidden.AsEnumerable())} and control characters; choose another --store");
}
