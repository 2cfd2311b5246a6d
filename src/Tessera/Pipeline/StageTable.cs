using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Ingest;
using Tessera.Pipeline.Preprocess;

namespace Tessera.Pipeline;

/// <summary>The one table of stages: from the value that describes a stage to what does it.</summary>
static class StageTable
{
    public static async Task<IStage> OpenAsync(StageSpec spec, CancellationToken cancellation) => spec switch
    {
        IngestSpec ingest => new IngestStage(ingest),
        PreprocessSpec preprocess => await PreprocessStage.OpenAsync(preprocess, cancellation),
        ClassifySpec classify => await ClassifyStage.OpenAsync(classify, cancellation),
        _ => throw new ArgumentException($"unknown stage {spec.Stage}", nameof(spec)),
    };
}
