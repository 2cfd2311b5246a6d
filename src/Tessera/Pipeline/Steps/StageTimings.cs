using Tessera.Datasets;
using Tessera.Pipeline.Classify;
using Tessera.Pipeline.Ingest;
using Tessera.Pipeline.Preprocess;
using Tessera.Results.Report;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Where the time of a run went: each step left its timing in the folder that it filled.</summary>
static class StageTimings
{
    public static async Task<IReadOnlyList<StageTime>> ReadAsync(
        Folder run, Dataset dataset, Folder model, CancellationToken cancellation)
    {
        var ingested = await IngestedAsync(dataset.Folder, cancellation);
        StageTime?[] times =
        [
            ingested is null ? null : await ReadAsync(ingested, IngestSpec.StageName, cancellation),
            await ReadAsync(dataset.Folder, PreprocessSpec.StageName, cancellation),
            await ReadAsync(model, TrainStep.StepName, cancellation),
            await ReadAsync(run, ClassifySpec.StageName, cancellation),
        ];
        return [.. times.OfType<StageTime>()];
    }

    static async Task<Folder?> IngestedAsync(Folder dataset, CancellationToken cancellation)
    {
        if (!await dataset.ExistsAsync(StageSpec.FileName, cancellation))
        {
            return null;
        }

        var spec = await JsonFile.ReadAsync(dataset, StageSpec.FileName, TesseraJson.Default.StageSpec, cancellation);
        return spec switch
        {
            IngestSpec => dataset,
            PreprocessSpec preprocess => StorageSchemes.Open(preprocess.Input),
            _ => null,
        };
    }

    static async Task<StageTime?> ReadAsync(Folder folder, string stage, CancellationToken cancellation)
    {
        var stats = folder.Sub("stats");
        if (!await stats.ExistsAsync($"{stage}.json", cancellation))
        {
            return null;
        }

        var timing = await JsonFile.ReadAsync(stats, $"{stage}.json", TesseraJson.Default.StageTiming, cancellation);
        return new StageTime(stage, timing.TimedImages, timing.Seconds);
    }
}
