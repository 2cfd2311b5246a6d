using Tessera.EndToEnd.MainJob;
using Tessera.EndToEnd.Spark;
using Tessera.Tests;

namespace Tessera.EndToEnd;

/// <summary>The native executable that the script <c>publish</c> makes: it does what the program from sources does.</summary>
public sealed class NativeTests
{
    static readonly Lazy<Task<string>> s_program = new(PublishAsync);

    [Fact]
    public async Task The_executable_leaves_the_files_that_the_program_leaves()
    {
        using var store = new TemporaryStore();

        await RunAsync(SmallJob.Arguments(store.Path));

        await SmallJob.RequireUndisturbedAsync(store.Path, "the executable");
    }

    [Fact]
    public async Task On_Spark_it_is_the_worker()
    {
        SparkRequirement.Load();
        using var store = new TemporaryStore();

        await RunAsync(SmallJob.Arguments(store.Path, "--engine", "spark", "--master", "local[2,4]"));

        await SmallJob.RequireUndisturbedAsync(store.Path, "the executable on Spark");
    }

    [Fact]
    public async Task It_reads_options_from_a_file()
    {
        using var store = new TemporaryStore();
        var file = Path.Combine(store.Path, "job.json");
        Directory.CreateDirectory(store.Path);
        await File.WriteAllTextAsync(
            file,
            $$"""{ "store": "{{store.Path}}", "limit": 100, "shardImages": 50 }""",
            TestContext.Current.CancellationToken);

        var outcome = await RunAsync("preprocess", "--job", file, "--json");

        Assert.Contains("\"name\":\"train\",\"images\":100", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_finds_TensorFlow()
    {
        Bundle.Load("TENSORFLOW_HOME");

        await RunAsync("model", "verify", SharedFolder.Require("models/keras_cnn"));
    }

    static async Task<TesseraOutcome> RunAsync(params IEnumerable<string> arguments) =>
        (await TesseraProcess.RunProgramAsync(await s_program.Value, arguments)).RequireSuccess();

    static async Task<string> PublishAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs bash");
        Assert.SkipUnless(
            HasCompiler() || Environment.GetEnvironmentVariable("CI") == "true", "neither clang nor gcc is here");
        var outcome = await TesseraProcess.RunProgramAsync(Path.Combine(Repository.Root, "publish"));
        return outcome.RequireSuccess().Output.Trim();
    }

    static bool HasCompiler() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "clang")) || File.Exists(Path.Combine(folder, "gcc")));
}
