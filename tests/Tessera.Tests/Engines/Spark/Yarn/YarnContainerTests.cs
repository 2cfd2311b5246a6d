using System.Text;
using System.Text.Json;
using Tessera.Engines.Spark.Yarn;

namespace Tessera.Tests.Engines.Spark.Yarn;

public sealed class YarnContainerTests
{
    [Theory]
    [InlineData("""{"scheduler":{"schedulerInfo":{"maximumAllocation":{"memory":18078,"vCores":8}}}}""", 18078L)]
    [InlineData("""{"scheduler":{"schedulerInfo":{"maximumAllocation":{"memory":"much"}}}}""", null)]
    [InlineData("""{"scheduler":{"schedulerInfo":{"maximumAllocation":{"memory":-1}}}}""", null)]
    [InlineData("""{"scheduler":{"schedulerInfo":{"type":"fifoScheduler"}}}""", null)]
    [InlineData("[]", null)]
    public void The_scheduler_says_how_much_memory_a_container_may_have(string answer, long? megabytes) =>
        Assert.Equal(megabytes, YarnContainer.Parse(Encoding.UTF8.GetBytes(answer))?.Megabytes);

    [Fact]
    public void A_page_for_people_is_no_answer() =>
        Assert.ThrowsAny<JsonException>(() => YarnContainer.Parse("<html>"u8.ToArray()));
}
