using System.Text;
using System.Text.Json;
using Tessera.Engines.Spark.Yarn;

namespace Tessera.Tests.Engines.Spark.Yarn;

public sealed class YarnApplicationTests
{
    [Fact]
    public void What_YARN_says_is_one_line_without_the_time()
    {
        const string Said =
            "[Sun Nov 29 08:00:00 +0000 2026] Application is not yet activated.\\n Queue's limit exceeded. "
            + "Details : AM ";

        var application = Parse(
            $$$"""{"apps":{"app":[{"id":"a_1","user":"ann","state":"ACCEPTED","diagnostics":"{{{Said}}}"}]}}""");

        Assert.Equal(
            "a_1 is ACCEPTED: Application is not yet activated. Queue's limit exceeded.", application?.ToString());
    }

    [Fact]
    public void Where_there_is_nothing_to_say_the_state_is_enough() => Assert.Equal(
        "a is RUNNING", Parse("""{"apps":{"app":[{"id":"a","state":"RUNNING","diagnostics":""}]}}""")?.ToString());

    [Theory]
    [InlineData("""{"apps":null}""")]
    [InlineData("""{"apps":{}}""")]
    [InlineData("""{"apps":{"app":[]}}""")]
    public void No_application_is_none(string json) => Assert.Null(Parse(json));

    [Theory]
    [InlineData("null")]
    [InlineData("<html>")]
    [InlineData("""{"apps":{"app":[{"id":"a","state":"RUNNING","diagnostics":null}]}}""")]
    public void Anything_else_is_no_answer(string json) => Assert.ThrowsAny<JsonException>(() => Parse(json));

    static YarnApplication? Parse(string json) => YarnApplication.Parse(Encoding.UTF8.GetBytes(json));
}
