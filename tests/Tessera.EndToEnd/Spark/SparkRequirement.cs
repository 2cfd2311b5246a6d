using System.Diagnostics;
using Tessera.Tests;

namespace Tessera.EndToEnd.Spark;

/// <summary>
/// Apache Spark from SPARK_HOME, or from the bundle in <c>../shared/dist</c>, which is unpacked. Where there is neither,
/// tests skip; in CI they fail.
/// </summary>
static class SparkRequirement
{
    const string Variable = "SPARK_HOME";

    /// <summary>The environment of a process that drives Spark.</summary>
    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, Unpack(SharedFolder.Require("dist/unpack")));
        }
    }

    static string Unpack(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split('\n', ';', ' ');
        process.WaitForExit();
        var assignment = words.First(word => word.StartsWith(Variable, StringComparison.Ordinal));
        return assignment[(Variable.Length + 1)..].Trim('\'', '"');
    }
}
