namespace Tessera.Engines;

/// <summary>Where the tasks of a stage run.</summary>
public enum EngineKind
{
    /// <summary>In this process.</summary>
    Local,

    /// <summary>On Apache Spark: its local mode, a standalone cluster, or YARN.</summary>
    Spark,
}
