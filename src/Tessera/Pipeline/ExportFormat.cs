namespace Tessera.Pipeline;

/// <summary>What predictions are written as, beside JSON lines.</summary>
public enum ExportFormat
{
    None,

    /// <summary>A folder of Parquet files, written by Spark.</summary>
    Parquet,
}
