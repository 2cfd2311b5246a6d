using Tessera.Cli;
using Tessera.Cli.Arguments;
using Tessera.Cli.Commands;
using Tessera.Cli.Help;
using Tessera.Imaging.Resize;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Steps;

namespace Tessera.Tests.Cli;

public sealed class JobFlagsTests
{
    [Fact]
    public void Flags_override_the_job_file_and_that_the_defaults()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "job.json");
        File.WriteAllText(file, """{ "limit": 100, "topK": 3, "training": { "epochs": 2.5, "seed": 7 } }""");

        var options = Resolve("run", "--job", file, "--top", "2", "--seed", "9");

        Assert.Equal((100, 2, 2.5, 9ul), (options.Limit, options.TopK, options.Training.Epochs, options.Training.Seed));
        Assert.Equal(new JobOptions().Store, options.Store);
        Assert.Equal(new JobOptions().Training.Network, options.Training.Network);
    }

    [Fact]
    public void No_flags_leave_the_defaults() => Assert.Equal(new JobOptions(), Resolve("run"));

    [Theory]
    [InlineData("--store", "s")]
    [InlineData("--source", "s")]
    [InlineData("--cache", "s")]
    [InlineData("--limit", "5")]
    [InlineData("--shard-images", "5")]
    [InlineData("--size", "48x48")]
    [InlineData("--resize", "bilinear")]
    [InlineData("--dataset", "s")]
    [InlineData("--network", "resnet20")]
    [InlineData("--epochs", "0.5")]
    [InlineData("--batch-size", "64")]
    [InlineData("--learning-rate", "0.1")]
    [InlineData("--validation", "10")]
    [InlineData("--seed", "5")]
    [InlineData("--model", "s")]
    [InlineData("--signature", "other")]
    [InlineData("--scale", "1")]
    [InlineData("--mean", "0.5,0.4,0.3")]
    [InlineData("--std", "0.5")]
    [InlineData("--channels", "bgr")]
    [InlineData("--classes", "s")]
    [InlineData("--tensorflow", "s")]
    [InlineData("--split", "train")]
    [InlineData("--top", "1")]
    [InlineData("--test-time-augmentation", "mirror")]
    [InlineData("--runtime", "tensorflow")]
    [InlineData("--run", "s")]
    [InlineData("--engine", "spark")]
    [InlineData("--master", "yarn")]
    [InlineData("--executors", "3")]
    [InlineData("--executor-cores", "3")]
    [InlineData("--executor-memory", "3g")]
    [InlineData("--worker-memory", "300")]
    [InlineData("--queue", "q")]
    [InlineData("--conf", "spark.a=b")]
    [InlineData("--export", "parquet")]
    [InlineData("--threads", "77")]
    [InlineData("--kernels", "portable")]
    [InlineData("--on-error", "fail")]
    [InlineData("--max-errors", "12")]
    public void Each_flag_sets_something_of_its_own(string flag, string value) =>
        Assert.NotEqual(new JobOptions(), Resolve("run", flag, value));

    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("1/255", 1 / 255d)]
    [InlineData("1/1e3", 1e-3)]
    public void A_number_may_be_a_fraction(string text, double number) =>
        Assert.Equal(number, new FlagValue("--scale", text).Number());

    [Theory]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("1/")]
    [InlineData("/255")]
    [InlineData("nan")]
    public void What_is_no_number_is_refused(string text)
    {
        var failure = Assert.Throws<TesseraException>(() => new FlagValue("--scale", text).Number());

        Assert.Equal($"--scale '{text}' is not allowed: give a number", failure.Message);
    }

    [Theory]
    [MemberData(nameof(FlagsAbove))]
    public void The_command_that_repeats_a_run_has_every_flag_that_was_given(string flag, string value) =>
        Assert.Equal($"tessera run {flag} {value}", RepeatCommand.Of(Resolve("run", flag, value)));

    [Fact]
    public void What_a_shell_would_take_apart_is_quoted() => Assert.Equal(
        "tessera run --store 'it'\\''s here'", RepeatCommand.Of(new JobOptions { Store = "it's here" }));

    public static IEnumerable<TheoryDataRow<string, string>> FlagsAbove() =>
        typeof(JobFlagsTests).GetMethod(nameof(Each_flag_sets_something_of_its_own))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(data => ((InlineDataAttribute)data).Data)
            .Select(data => new TheoryDataRow<string, string>((string)data[0]!, (string)data[1]!));

    [Fact]
    public void Every_flag_is_tested_above()
    {
        var tested = typeof(JobFlagsTests).GetMethod(nameof(Each_flag_sets_something_of_its_own))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Select(data => (string)((InlineDataAttribute)data).Data[0]!);

        Assert.Equal(JobFlags.Run.Select(flag => flag.Option.Name).Order(), tested.Order());
    }

    [Fact]
    public void Every_flag_has_its_section_in_the_help() => Assert.Equal(
        JobFlags.Run.Select(flag => flag.Option.Name).Order(),
        OptionSections.All.SelectMany(section => section.Names).Order());

    [Fact]
    public void A_flag_for_lists_may_be_given_again() =>
        Assert.Equal(
            ["spark.a=1", "spark.b=x=y"], Resolve("run", "--conf", "spark.a=1", "--conf", "spark.b=x=y").Spark.Conf);

    [Fact]
    public void Names_are_written_with_hyphens()
    {
        var options = Resolve("run", "--test-time-augmentation", "mirror-and-shift", "--resize", "area");

        Assert.Equal(TestTimeAugmentation.MirrorAndShift, options.TestTimeAugmentation);
        Assert.Equal(ResizeMethod.Area, options.Resize);
    }

    static JobOptions Resolve(params string[] arguments)
    {
        var surroundings = new Surroundings { Output = TextWriter.Null, Error = TextWriter.Null };
        return JobCommand.Resolve(Root.Create(surroundings).Parse(arguments), JobFlags.Run);
    }
}
