using System.Diagnostics;
using Tessera.Tests;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>
/// Apache Hadoop from HADOOP_HOME, or from the bundle in <c>../shared/dist</c>, which is unpacked. Where there is
/// neither, tests skip; in CI they fail.
/// </summary>
static class HadoopRequirement
{
    const string Variable = "HADOOP_HOME";

    /// <summary>The folder of Hadoop.</summary>
    public static string Home => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } home
        ? home
        : Unpack(SharedFolder.Require("dist/unpack"));

    static string Unpack(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split('\n', ';', ' ');
        process.WaitForExit();
        var assignment = words.First(word => word.StartsWith(Variable, StringComparison.Ordinal));
        return assignment[(Variable.Length + 1)..].Trim('\'', '"');
    }
}
