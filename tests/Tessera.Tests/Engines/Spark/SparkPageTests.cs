using System.Text;
using System.Text.Json;
using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class SparkPageTests
{
    [Fact]
    public void Tasks_of_all_stages_under_way_are_added_up()
    {
        var counts = Parse(
            """
            [{"status":"ACTIVE","numTasks":6,"numActiveTasks":2,"numCompleteTasks":1,"numFailedTasks":1},
             {"status":"ACTIVE","numTasks":4,"numActiveTasks":0,"numCompleteTasks":0,"numFailedTasks":0}]
            """);

        Assert.Equal("tasks 1/10, 2 running, 1 failed", counts.ToString());
    }

    [Fact]
    public void No_stage_under_way_is_no_task() => Assert.Equal(default, Parse("[]"));

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"numTasks":"many"}]""")]
    [InlineData("<html>")]
    public void Anything_else_is_no_answer(string text) => Assert.ThrowsAny<JsonException>(() => Parse(text));

    static TaskCounts Parse(string json) => SparkPage.Parse(Encoding.UTF8.GetBytes(json));
}
