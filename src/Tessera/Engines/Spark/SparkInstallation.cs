using System.Diagnostics;
using System.Globalization;

namespace Tessera.Engines.Spark;

/// <summary>Spark on this machine, found through <c>SPARK_HOME</c>.</summary>
/// <param name="Home">The folder that holds <c>bin/spark-sql</c>.</param>
sealed record SparkInstallation(string Home)
{
    const string Variable = "SPARK_HOME";
    const string JavaVariable = "JAVA_HOME";

    /// <summary>
    /// A shell that becomes Spark, and leaves a watchdog behind that ends it when this process is gone: else it would
    /// go on to the end of its statement, beside the next session.
    /// </summary>
    const string Watched =
        """
        driver=$1 spark=$$
        shift
        (
            while kill -0 "$driver"; do
                kill -0 "$spark" || exit
                sleep 1
            done
            kill -TERM "$spark"
            sleep 20
            kill -KILL "$spark"
        ) </dev/null >/dev/null 2>&1 &
        exec "$@"
        """;

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

        RequireJava();
        return found;
    }

    /// <summary>
    /// Starts <c>spark-sql</c> as leader of a process session of its own, so that Ctrl-C on a terminal does not reach
    /// it: it would end where it should cancel.
    /// </summary>
    public Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var driver = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Watched, "sh", driver, Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Spark takes the Java of JAVA_HOME, even where there is none, else the one that PATH leads to.</summary>
    static void RequireJava()
    {
        if (Environment.GetEnvironmentVariable(JavaVariable) is { Length: > 0 } home)
        {
            if (!File.Exists(Path.Combine(home, "bin", "java")))
            {
                throw TesseraException.Environment(
                    $"{JavaVariable} is '{home}', but there is no bin/java in it: set it to the folder of a Java 17, "
                    + "or unset it where PATH leads to one");
            }
        }
        else if (!IsOnPath("java"))
        {
            throw TesseraException.Environment(
                $"Spark needs Java 17, and neither {JavaVariable} nor PATH leads to one: install it, or set "
                + JavaVariable);
        }
    }

    static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
