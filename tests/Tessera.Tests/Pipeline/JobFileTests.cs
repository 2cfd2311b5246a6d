using Tessera.Pipeline;
using Tessera.Pipeline.Classify;

namespace Tessera.Tests.Pipeline;

public sealed class JobFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_the_file_does_not_say_is_the_default() =>
        Assert.Equivalent(new JobOptions(), Read("{}"), strict: true);

    [Fact]
    public void Members_of_every_kind_are_read()
    {
        var options = Read(
            """
            {
              // a comment
              "store": "s", "limit": 5, "testTimeAugmentation": "mirrorAndShift", "maxErrors": "2%", "onError": "Fail",
              "training": { "network": "small-cnn" },
            }
            """);

        var expected = new JobOptions
        {
            Store = "s",
            Limit = 5,
            TestTimeAugmentation = TestTimeAugmentation.MirrorAndShift,
            MaxErrors = MaxErrors.Parse("2%"),
            OnError = OnError.Fail,
            Training = new() { Network = "small-cnn" },
        };
        Assert.Equivalent(expected, options, strict: true);
    }

    [Theory]
    [InlineData("mirror-and-shift")]
    [InlineData("mirrorAndShift")]
    [InlineData("MirrorAndShift")]
    public void Names_are_spelt_as_flags_are_and_as_they_were_before(string name) => Assert.Equal(
        TestTimeAugmentation.MirrorAndShift, Read($$"""{ "testTimeAugmentation": "{{name}}" }""").TestTimeAugmentation);

    [Theory]
    [InlineData("""{ "stor": "x" }""", "there is no option 'stor'; allowed: store, source")]
    [InlineData("""{ "training": { "epoch": 1 } }""", "there is no option 'training.epoch'; allowed: network, epochs")]
    [InlineData("""{ "spark": { "bogus": 1 } }""", "there is no option 'spark.bogus'; allowed: master, executors")]
    [InlineData("""{ "feed": { "x": 1 } }""", "there is no option 'feed.x'; allowed: scale, mean")]
    [InlineData("""{ "training": { "epochs": "x" } }""", "'training.epochs' must be a number")]
    [InlineData("""{ "training": 5 }""", "'training' must be an object")]
    [InlineData("""{ "onError": "panic" }""", "'onError': 'panic' is not allowed: give one of skip, fail")]
    [InlineData("""{ "store": null }""", "line 1: 'store' must be a text")]
    [InlineData("""{ "limit": "five" }""", "line 1: 'limit' must be a whole number")]
    [InlineData("{ \n \"limit\": 5", "line 2")]
    [InlineData("""{ "limit": 5, "limit": 6 }""", "line 1: 'limit' is given twice")]
    [InlineData("null", "null")]
    [InlineData("", "line 1")]
    public void A_file_that_is_wrong_is_the_users_error(string json, string expected)
    {
        var error = Assert.Throws<TesseraException>(() => Read(json));

        Assert.Equal(FailureKind.User, error.Kind);
        Assert.StartsWith($"job file '{_folder.Path}", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    JobOptions Read(string json)
    {
        var file = _folder.At("job.json");
        File.WriteAllText(file, json);
        return JobFile.Read(file);
    }
}
