namespace Tessera.EndToEnd.Hdfs;

/// <summary>Apache Hadoop, as <see cref="Bundle"/> finds it.</summary>
static class HadoopRequirement
{
    const string Variable = "HADOOP_HOME";

    /// <summary>The folder of Hadoop.</summary>
    public static string Home
    {
        get
        {
            Bundle.Load(Variable);
            return Environment.GetEnvironmentVariable(Variable)!;
        }
    }
}
