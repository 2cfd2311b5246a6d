using Tessera.Engines.Spark;
using Tessera.Pipeline;
using Tessera.Storage;

namespace Tessera.Engines;

/// <summary>The one table of engines.</summary>
static class EngineTable
{
    public static IEngine Open(JobOptions options, TimeProvider time, IProgress<StageProgress> progress) =>
        options.Engine switch
        {
            EngineKind.Local => new LocalEngine(options.Threads, time),
            EngineKind.Spark => new SparkEngine(
                options.Spark, StorageSchemes.Open(options.Store), time, progress),
            _ => throw new ArgumentException($"unknown engine {options.Engine}", nameof(options)),
        };
}
