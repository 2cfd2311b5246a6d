using System.Diagnostics;
using Tessera.Models.TensorFlow;
using Tessera.Tests;

namespace Tessera.EndToEnd.Models;

/// <summary>
/// Loads TensorFlow from TENSORFLOW_HOME, or from the bundle in <c>../shared/dist</c>, which it unpacks. Where there is
/// neither, tests skip; in CI they fail.
/// </summary>
static class TensorFlowRequirement
{
    const string Variable = "TENSORFLOW_HOME";

    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            var script = SharedFolder.Require("dist/unpack");
            TensorFlowLibrary.Load(Unpack(script));
        }
        else
        {
            TensorFlowLibrary.Load();
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
