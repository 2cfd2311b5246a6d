using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class SparkRemediesTests
{
    [Theory]
    [InlineData(
        "Application application_1_1 submitted by user ann to unknown queue: nope",
        "YARN has no queue 'nope'; give --queue one of the cluster's queues")]
    [InlineData(
        "Required executor memory (921600 MB), offHeap memory (0) MB, overhead (1024 MB), and PySpark memory (0 MB) is "
        + "above the max threshold (18078 MB) of this cluster! Please check the values of 'a' and/or 'b'.",
        "an executor of 921600 MB and 1024 MB for its workers is more than a container of this cluster has, 18078 MB; "
        + "ask for less with --executor-memory or --worker-memory")]
    [InlineData(
        "Required AM memory (921600+92160 MB) is above the max threshold (18078 MB) of this cluster!",
        "921600+92160 MB for the application master are more than a container of this cluster has, 18078 MB; "
        + "ask for less with --conf spark.yarn.am.memory=512m")]
    [InlineData(
        "[INVALID_EXECUTOR_MEMORY.CONFIG_MEMORY] Insufficient executor memory: Executor memory 1048576 must be at "
        + "least 471859200.",
        "--executor-memory is 1 MB: Spark needs at least 450 MB")]
    [InlineData(
        "Container killed by YARN for exceeding memory limits. 2 GB of 1 GB used",
        "Container killed by YARN for exceeding memory limits. 2 GB of 1 GB used; give more with --worker-memory")]
    [InlineData(
        "No space left on device",
        "No space left on device; free some space, then run the same command again")]
    public void What_Spark_says_often_comes_with_what_to_do(string said, string words) =>
        Assert.Equal(words, SparkRemedies.Explain(said));

    [Fact]
    public void What_is_not_known_is_passed_on() =>
        Assert.Equal("[PATH_NOT_FOUND] x", SparkRemedies.Explain("[PATH_NOT_FOUND] x"));
}
