using Tessera.Pipeline;
using Tessera.Storage.Hdfs;

namespace Tessera.Engines.Spark;

/// <summary>
/// What Spark's shell runs for a task: the worker with its stage, and the environment in which it opens the same
/// folders as this process does, since executors may have no Hadoop configuration and run as another user.
/// </summary>
static class WorkerCommandLine
{
    /// <summary>Where Spark unpacks the worker's archive, in the executor's own folder.</summary>
    public const string Folder = "worker";

    /// <summary>Characters that are themselves in double quotes, for the shell and inside a literal of SQL.</summary>
    const string Plain = "-_.,:/=+@%~[] ";

    public static string Of(StageSpec spec) => Of(spec, HdfsSettings.FromEnvironment());

    internal static string Of(StageSpec spec, HdfsSettings settings)
    {
        var variables = settings.VariablesFor(spec.Urls).Select(entry => $"{entry.Key}=\"{Require(entry.Value)}\" ");
        return $"{string.Concat(variables)}./{Folder}/tessera worker {Worker.Encode(spec)}";
    }

    static string Require(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            ? value
            : throw TesseraException.User(
                $"'{value}' cannot be handed to workers on Spark: allowed are letters, digits and {Plain}");
}
