using System.Text;
using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class SparkLogTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_workers_own_words_come_first()
    {
        using var log = await LogAsync(
            "Time taken: 1.2 seconds",
            "26/11/24 WARN TaskSetManager: Lost task 0.0 in stage 1.0",
            "org.apache.spark.SparkException: Subprocess exited with status 3. Error: tessera: cannot read 'x'",
            "\tat org.apache.spark.sql.execution.BaseScriptTransformationExec.checkFailureAndPropagate(X.scala:1)",
            "Caused by: java.lang.Exception: other");

        var failure = log.Failure("classify failed on Spark");

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.StartsWith("classify failed on Spark: cannot read 'x' (", failure.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("logs/spark.log"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Otherwise_Sparks_class_of_error()
    {
        using var log = await LogAsync("[PATH_NOT_FOUND] Path does not exist: x. SQLSTATE: 42K03", "== SQL ==");

        Assert.Contains("[PATH_NOT_FOUND] Path does not exist", log.Failure("x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Otherwise_the_deepest_cause()
    {
        using var log = await LogAsync("Exception in thread \"main\" a.B: c", "Caused by: d", "at e.f", "Caused by: g");

        Assert.Contains("Caused by: g", log.Failure("x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Spark_says_often_is_said_in_our_words()
    {
        using var log = await LogAsync(
            "a.b.YarnException: Failed to submit x : submitted by user annApplication x to unknown queue: nope");

        Assert.StartsWith(
            "Spark has ended: YARN has no queue 'nope'; give --queue ",
            log.Failure("Spark has ended").Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("java.util.ConcurrentModificationException", true)]
    [InlineData("java.lang.IllegalArgumentException: too much", false)]
    public async Task A_race_of_Sparks_own_is_known(string line, bool isRace)
    {
        using var log = await LogAsync(
            "26/11/29 ERROR SparkContext: Error initializing SparkContext.", line, "\tat a.b");

        Assert.Equal(isRace, log.TellsOfRace);
    }

    [Fact]
    public async Task The_class_of_an_exception_is_left_out()
    {
        using var log = await LogAsync("java.lang.IllegalArgumentException: too much");

        Assert.StartsWith("It ended: too much (", log.Failure("It ended").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_statement_said_is_no_reason()
    {
        using var log = await LogAsync("[OLD] failure");
        log.Begin();

        Assert.Contains("it did not say why", log.Failure("x").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_and_its_page_are_remembered()
    {
        using var log = await LogAsync(
            "Spark Web UI available at http://node:4040",
            "Spark master: yarn, Application Id: application_1_0001");

        Assert.Equal("application_1_0001", log.ApplicationId);
        Assert.Equal(new Uri("http://node:4040"), log.Page);
    }

    async Task<SparkLog> LogAsync(params string[] lines)
    {
        var log = new SparkLog(_folder.At("logs/spark.log"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var reader = new StreamReader(stream);
        await log.FollowAsync(reader);
        return log;
    }
}
