using System.Diagnostics;

namespace Tessera.Engines.Spark;

/// <summary>Spark on this machine, found through <c>SPARK_HOME</c>.</summary>
/// <param name="Home">The folder that holds <c>bin/spark-sql</c>.</param>
sealed record SparkInstallation(string Home)
{
    const string Variable = "SPARK_HOME";

    string Program => Path.Combine(Home, "bin", "spark-sql");

    /// <exception cref="TesseraException">There is none, or no Java to run it.</exception>
    public static SparkInstallation Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } home)
        {
            throw TesseraException.Environment(
                $"--engine spark needs Apache Spark: set {Variable} to its folder, or use --engine local");
        }

        var found = new SparkInstallation(home);
        if (!File.Exists(found.Program))
        {
            throw TesseraException.Environment(
                $"{Variable} is '{home}', but there is no bin/spark-sql in it: set it to the folder of Apache Spark");
        }

        return HasJava()
            ? found
            : throw TesseraException.Environment(
                "Spark needs Java 17, and neither JAVA_HOME nor PATH leads to one: install it, or set JAVA_HOME");
    }

    /// <summary>
    /// Starts <c>spark-sql</c> as leader of a process session of its own, so that Ctrl-C on a terminal does not reach
    /// it: it would end where it should cancel.
    /// </summary>
    public Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    static bool HasJava()
    {
        var homes = new[] { Environment.GetEnvironmentVariable("JAVA_HOME") }
            .OfType<string>()
            .Select(home => Path.Combine(home, "bin"));
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return homes.Concat(folders).Any(folder => File.Exists(Path.Combine(folder, "java")));
    }
}
