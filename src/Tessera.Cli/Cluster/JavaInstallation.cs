namespace Tessera.Cli.Cluster;

/// <summary>The Java that Hadoop and Spark run on.</summary>
/// <param name="Home">The folder that holds <c>bin/java</c>.</param>
/// <param name="Origin">How it was found: <c>JAVA_HOME</c> or <c>PATH</c>.</param>
sealed record JavaInstallation(string Home, string Origin)
{
    /// <summary>Hadoop 3.5 and Spark 4 need it.</summary>
    public const int NeededVersion = 17;

    const string Variable = "JAVA_HOME";

    public const string Advice = "install a Java 17 (Debian: openjdk-17-jre-headless), or set JAVA_HOME to one";

    /// <summary>As its file <c>release</c> says: <c>17.0.15</c>; null when it does not.</summary>
    public string? Version
    {
        get
        {
            const string Key = "JAVA_VERSION=";
            var file = Path.Combine(Home, "release");
            return File.Exists(file)
                ? File.ReadLines(file)
                    .FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim('"')
                : null;
        }
    }

    /// <summary>What is wrong when none is found.</summary>
    public static string Problem => Given is { } home
        ? $"{Variable} is '{home}', but there is no bin/java in it"
        : $"neither {Variable} nor PATH leads to a Java";

    static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } home ? home : null;

    /// <summary>
    /// The one that Hadoop and Spark would take: <c>JAVA_HOME</c> wins over <c>PATH</c>, right or wrong.
    /// </summary>
    public static JavaInstallation? Find()
    {
        if (Given is { } home)
        {
            return File.Exists(Path.Combine(home, "bin", "java")) ? new(home, Variable) : null;
        }

        return Executables.Find("java") is { } program && HomeOf(program) is { } found ? new(found, "PATH") : null;
    }

    /// <exception cref="TesseraException">There is none.</exception>
    public static JavaInstallation Require() => Find() ?? throw TesseraException.Environment($"{Problem}: {Advice}");

    // What is on the path is usually a link to a link.
    static string? HomeOf(string program)
    {
        var target = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        return Path.GetDirectoryName(Path.GetDirectoryName(target));
    }
}
