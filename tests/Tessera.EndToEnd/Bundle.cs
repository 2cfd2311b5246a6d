using System.Diagnostics;
using Tessera.Tests;

namespace Tessera.EndToEnd;

/// <summary>
/// What the user's environment names, or else the bundle in <c>../shared/dist</c>, which is unpacked. Where there is
/// neither, tests skip; in CI they fail.
/// </summary>
static class Bundle
{
    /// <summary>Sees to it that child processes find something.</summary>
    /// <param name="variable">Such as <c>HADOOP_HOME</c>.</param>
    public static void Load(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            Environment.SetEnvironmentVariable(variable, Unpack(SharedFolder.Require("dist/unpack"), variable));
        }
    }

    static string Unpack(string script, string variable)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true })!;
        var words = process.StandardOutput.ReadToEnd().Split('\n', ';', ' ');
        process.WaitForExit();
        var assignment = words.First(word => word.StartsWith($"{variable}=", StringComparison.Ordinal));
        return assignment[(variable.Length + 1)..].Trim('\'', '"');
    }
}
