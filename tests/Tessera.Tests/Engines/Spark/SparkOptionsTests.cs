using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class SparkOptionsTests
{
    [Theory]
    [InlineData("local", 1)]
    [InlineData("local[3]", 3)]
    [InlineData("local[2,4]", 2)]
    [InlineData("yarn", 6)]
    [InlineData("spark://node:7077", 6)]
    public void Slots_are_the_tasks_side_by_side(string master, int slots) =>
        Assert.Equal(slots, new SparkOptions { Master = master, Executors = 3, ExecutorCores = 2 }.Slots);

    [Fact]
    public void On_YARN_the_workers_memory_is_asked_for_beside_the_JVM()
    {
        var options = new SparkOptions { Master = "yarn", ExecutorCores = 2, Queue = "night" };

        Assert.Equal(
            "--master yarn --conf spark.driver.defaultJavaOptions=-XX:TieredStopAtLevel=1 "
            + "--conf spark.executor.defaultJavaOptions=-XX:TieredStopAtLevel=1 --executor-cores 2 "
            + "--executor-memory 512m --num-executors 2 --conf spark.executor.memoryOverhead=2048m --queue night",
            string.Join(' ', options.Arguments()));
    }

    [Fact]
    public void Anything_else_goes_last_so_that_it_wins() =>
        Assert.Equal(
            ["--conf", "spark.x=1"],
            new SparkOptions { Master = "local[2,4]", Conf = ["spark.x=1"] }.Arguments().TakeLast(2));

    [Fact]
    public void Every_option_is_checked()
    {
        var options = new SparkOptions
        {
            Master = "mesos://node",
            Executors = 0,
            ExecutorCores = 0,
            ExecutorMemory = "banana",
            WorkerMemory = 1,
            Queue = "night",
            Conf = ["=x", "spark.master=yarn"],
        };

        Assert.Equal(8, options.Problems().Count());
        Assert.Empty(new SparkOptions().Problems());
    }

    [Theory]
    [InlineData("512m", true)]
    [InlineData("2G", true)]
    [InlineData("1gb", true)]
    [InlineData("900", true)]
    [InlineData("", false)]
    [InlineData("0m", false)]
    [InlineData("1.5g", false)]
    [InlineData("2 g", false)]
    [InlineData("-1g", false)]
    public void Memory_is_a_whole_number_and_a_unit(string memory, bool isAllowed) =>
        Assert.Equal(isAllowed, !new SparkOptions { ExecutorMemory = memory }.Problems().Any());

    [Theory]
    [InlineData("512m", 512L)]
    [InlineData("2G", 2048L)]
    [InlineData("1tb", 1048576L)]
    [InlineData("900", 900L)]
    [InlineData("2097152k", 2048L)]
    [InlineData("536870912b", 512L)]
    public void Memory_is_known_in_MiB(string memory, long megabytes) =>
        Assert.Equal(megabytes, new SparkOptions { ExecutorMemory = memory }.ExecutorMegabytes);

    [Fact]
    public void Memory_that_is_given_as_configuration_is_not_known() => Assert.Null(
        new SparkOptions { Conf = ["spark.executor.memoryOverhead=2g"] }.ExecutorMegabytes);

    [Theory]
    [InlineData("local", true)]
    [InlineData("local[*]", true)]
    [InlineData("local[*,4]", true)]
    [InlineData("local[2, 4]", true)]
    [InlineData("local[0]", false)]
    [InlineData("local[2", false)]
    [InlineData("local[2,0]", false)]
    [InlineData("locally", false)]
    [InlineData("foo", false)]
    public void A_master_that_Spark_would_not_read_is_refused_before_it_starts(string master, bool isAllowed) =>
        Assert.Equal(isAllowed, !new SparkOptions { Master = master }.Problems().Any());
}
