using System.Text;
using System.Text.Json;
using Tessera.Engines.Spark.Yarn;

namespace Tessera.Tests.Engines.Spark.Yarn;

public sealed class YarnQueuesTests
{
    const string Tree =
        """
        {"scheduler":{"schedulerInfo":{"type":"capacityScheduler","queueName":"root","autoCreationEligibility":"off",
          "queues":{"queue":[
            {"queueName":"default","autoCreationEligibility":"off"},
            {"queueName":"science","queues":{"queue":[{"queueName":"images"},{"queueName":"text"}]}}]}}}}
        """;

    [Fact]
    public void Queues_that_take_jobs_are_the_leaves() =>
        Assert.Equal(["root.default", "root.science.images", "root.science.text"], Parse(Tree)!.Names);

    [Theory]
    [InlineData("default", true)]
    [InlineData("root.default", true)]
    [InlineData("images", true)]
    [InlineData("science.images", true)]
    [InlineData("science", false)]
    [InlineData("fault", false)]
    [InlineData("nope", false)]
    public void A_queue_may_be_named_without_its_parents(string queue, bool isThere) =>
        Assert.Equal(isThere, Parse(Tree)!.Contains(queue));

    [Theory]
    [InlineData("\"autoCreationEligibility\":\"off\"}", "\"autoCreationEligibility\":\"flexible\"}")]
    [InlineData("\"queueName\":\"text\"", "\"queueName\":\"text\",\"autoCreateChildQueueEnabled\":true")]
    [InlineData("capacityScheduler", "fairScheduler")]
    public void Where_queues_are_made_on_demand_none_is_known_not_to_be_there(string said, string instead) =>
        Assert.Null(Parse(Tree.Replace(said, instead, StringComparison.Ordinal)));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"scheduler":{"schedulerInfo":{"type":"capacityScheduler"}}}""")]
    public void Anything_else_is_no_answer(string text) => Assert.ThrowsAny<JsonException>(() => Parse(text));

    static YarnQueues? Parse(string json) => YarnQueues.Parse(Encoding.UTF8.GetBytes(json));
}
