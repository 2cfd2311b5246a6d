using System.Globalization;
using System.Text.Json;

namespace Tessera.EndToEnd.Cluster;

/// <summary>A cluster of the real program's in a folder of its own; it ends with the test.</summary>
sealed class LocalCluster : IAsyncDisposable
{
    public LocalCluster() => Bundle.Load("HADOOP_HOME");

    public string Folder { get; } = Directory.CreateTempSubdirectory("tessera-cluster-").FullName;

    /// <summary>Runs <c>tessera cluster</c>; a success is told by its last line.</summary>
    public async Task<JsonElement> RequireAsync(string command, params string[] more) =>
        Result((await RunAsync(command, more)).RequireSuccess());

    public Task<TesseraOutcome> RunAsync(string command, params string[] more) =>
        TesseraProcess.RunAsync(["cluster", command, "--folder", Folder, "--json", .. more]);

    /// <summary>The object on the last line.</summary>
    public static JsonElement Result(TesseraOutcome outcome) =>
        JsonElement.Parse(outcome.Output.Trim().Split('\n')[^1]);

    public static JsonElement Daemon(JsonElement result, string name) =>
        result.GetProperty("daemons").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    public static int ProcessOf(JsonElement daemon) => daemon.GetProperty("process").GetInt32();

    /// <summary>The processes that this cluster's daemons have noted and that are there.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Where(name => CommandLine(name!).Contains(Folder, StringComparison.Ordinal))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];

    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down", "--delete-data")).RequireSuccess();
        Directory.Delete(Folder, recursive: true);
    }

    static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return ""; // it has ended meanwhile
        }
    }
}
