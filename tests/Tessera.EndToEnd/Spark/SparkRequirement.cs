namespace Tessera.EndToEnd.Spark;

/// <summary>Apache Spark, as <see cref="Bundle"/> finds it.</summary>
static class SparkRequirement
{
    /// <summary>The environment of a process that drives Spark.</summary>
    public static void Load() => Bundle.Load("SPARK_HOME");
}
