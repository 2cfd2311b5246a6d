namespace Tessera.EndToEnd.Spark;

/// <summary>However many executors share the work, and whoever places them, the files are those of Local.</summary>
[Collection(SharedCluster.Name)]
public sealed class ExecutorTests(SharedCluster cluster)
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public Task Executors_of_YARN_leave_the_files_that_Local_leaves(int executors) => RequireUndisturbedAsync(
        $"yarn{executors}", [.. SharedCluster.Yarn, "--executors", $"{executors}", "--executor-cores", "1"]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public Task Executors_of_a_standalone_Spark_leave_the_files_that_Local_leaves(int executors) =>
        RequireUndisturbedAsync(
            $"standalone{executors}",
            [.. cluster.Standalone, "--executors", $"{executors}", "--executor-cores", "1"]);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public Task Threads_of_a_local_Spark_leave_the_files_that_Local_leaves(int threads) =>
        RequireUndisturbedAsync($"local{threads}", ["--engine", "spark", "--master", $"local[{threads},4]"]);

    async Task RequireUndisturbedAsync(string store, IEnumerable<string> options)
    {
        (await cluster.RunAsync(store, options)).RequireSuccess();
        await cluster.RequireUndisturbedAsync(store, store);
    }
}
