using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Ingest;
using Tessera.Pipeline.Preprocess;

namespace Tessera.Pipeline;

/// <summary>The one table of stages: from the value that describes a stage to what does it.</summary>
static class StageTable
{
    /// <summary>Opens a stage.</summary>
    /// <param name="spec">What is to be done.</param>
    /// <param name="shards">To which shards: only of these it keeps what the input's manifest says.</param>
    /// <param name="threads">How many threads may compute at once; more shards than that may be under way.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IStage> OpenAsync(
        StageSpec spec, IReadOnlySet<string> shards, int threads, CancellationToken cancellation) =>
        spec switch
        {
            IngestSpec ingest => new IngestStage(ingest),
            PreprocessSpec preprocess => await PreprocessStage.OpenAsync(preprocess, shards, cancellation),
            ClassifySpec classify => await ClassifyStage.OpenAsync(classify, shards, threads, cancellation),
            _ => throw new ArgumentException($"unknown stage {spec.Stage}", nameof(spec)),
        };
}
