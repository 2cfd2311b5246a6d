using Tessera.Engines;
using Tessera.Pipeline;
using Tessera.Pipeline.Sql;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Tests.Pipeline.Sql;

public sealed class CrossCheckTests
{
    const string Cats = """{"label":0,"predicted":0,"images":2}""";

    [Fact]
    public async Task What_SQL_counts_as_the_marks_do_is_right() => await RequireAsync(
        """{"label":0,"predicted":0,"images":2}""",
        """{"label":1,"predicted":0,"images":1}""",
        """{"label":1,"images":1}""",
        """{"total":4}""");

    [Theory]
    [InlineData(Cats, """{"label":1,"predicted":0,"images":2}""", """{"total":4}""")]
    [InlineData(Cats, """{"label":1,"predicted":0,"images":1}""", """{"total":5}""")]
    [InlineData("""{"label":0,"predicted":0,"images":3}""", """{"total":4}""")]
    public async Task Anything_else_is_a_damaged_run(params string[] rows)
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(() => RequireAsync(rows));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }

    static Task RequireAsync(params string[] rows)
    {
        var tally = new PredictionTally(["cat", "dog"]);
        tally.Add(Prediction.Of("a", 0, new ClassConfidence(0, 1)), [1, 0]);
        tally.Add(Prediction.Of("b", 0, new ClassConfidence(0, 1)), [1, 0]);
        tally.Add(Prediction.Of("c", 1, new ClassConfidence(0, 1)), [1, 0]);
        tally.Add(Prediction.Failed("d", 1, "broken"), []);
        return CrossCheck.RequireAsync(
            new AnsweringEngine(rows),
            "evaluate",
            StorageSchemes.Open("/run"),
            tally,
            TestContext.Current.CancellationToken);
    }

    /// <summary>What Spark SQL answers, without a Spark; a real one is asked in the end-to-end tests.</summary>
    sealed class AnsweringEngine(IReadOnlyList<string> rows) : ISqlEngine
    {
        public Task RequireAvailableAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<string>> QueryAsync(
            string purpose, string statements, CancellationToken cancellation) => Task.FromResult(rows);

        public Task MapAsync(
            StageSpec spec,
            IReadOnlyCollection<string> shards,
            Action<ShardMark> committed,
            CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
