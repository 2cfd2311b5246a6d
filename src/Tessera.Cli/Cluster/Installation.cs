namespace Tessera.Cli.Cluster;

/// <summary>Something the user installed, found through an environment variable.</summary>
/// <param name="Name">Such as <c>Apache Hadoop</c>.</param>
/// <param name="Variable">Such as <c>HADOOP_HOME</c>.</param>
/// <param name="Program">A file in it that shows that it is there.</param>
/// <param name="Advice">Where to get it.</param>
sealed record Installation(string Name, string Variable, string Program, string Advice)
{
    /// <summary>The folder, if there is what there should be.</summary>
    public string? Home => Given is { } given && File.Exists(Path.Combine(given, Program)) ? given : null;

    /// <summary>What the variable says, right or wrong.</summary>
    public string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>What is wrong when there is no <see cref="Home"/>.</summary>
    public string Problem => Given is { } given
        ? $"{Variable} is '{given}', but there is no {Program} in it"
        : $"{Variable} is not set";

    public static Installation Hadoop() => new(
        "Apache Hadoop",
        "HADOOP_HOME",
        "bin/hdfs",
        "unpack Apache Hadoop 3.4 or later (https://hadoop.apache.org/releases.html), set HADOOP_HOME to its folder");

    public static Installation Spark() => new(
        "Apache Spark",
        "SPARK_HOME",
        "bin/spark-sql",
        "unpack Apache Spark 4 (https://spark.apache.org/downloads.html), set SPARK_HOME to its folder");

    /// <exception cref="TesseraException">It is not there.</exception>
    public string Require() => Home ?? throw TesseraException.Environment($"{Problem}: {Advice}");
}
