using Tessera.EndToEnd.MainJob;
using Tessera.Engines.Spark;

namespace Tessera.EndToEnd.Spark;

/// <summary>What a real <c>spark-sql</c> answers.</summary>
public sealed class SparkSessionTests
{
    /// <summary>Several of its lines: those of an echo are 80 characters long.</summary>
    const int ManyBraces = 500;

    public SparkSessionTests() => SparkRequirement.Load();

    [Fact]
    public async Task An_echo_that_is_broken_before_a_brace_is_no_row()
    {
        using var folder = new TemporaryStore();
        await using var session = await SparkSession.StartAsync(
            SparkInstallation.Find(),
            ["--master", "local[1]"],
            new Dictionary<string, string> { ["SPARK_LOCAL_IP"] = "127.0.0.1" },
            new SparkLog(Path.Combine(folder.Path, "spark.log")),
            TimeProvider.System,
            TestContext.Current.CancellationToken);

        var rows = await session.ExecuteAsync(
            $"SELECT /* {new string('{', ManyBraces)} */ to_json(struct(1 AS one))",
            TestContext.Current.CancellationToken);

        Assert.Equal("""{"one":1}""", Assert.Single(rows));
    }
}
