using Tessera.Datasets;
using Tessera.Datasets.Sources;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Pipeline.Ingest;
using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>Makes the dataset of CIFAR-10 from wherever it is.</summary>
static class IngestStep
{
    const string FetchName = "fetch";
    const string DatasetName = "cifar10";

    static readonly ImageShape s_image = new(CifarFormat.Side, CifarFormat.Side, CifarFormat.Channels);

    /// <summary>
    /// Without a source of the user's the content is known before it is fetched: nothing is fetched twice.
    /// </summary>
    public static async Task<Dataset> RunAsync(JobContext job, CancellationToken cancellation)
    {
        var given = job.Options.Source is null ? null : await PrepareAsync(job, cancellation);
        if (given is { IsOfficial: false })
        {
            job.Say(FetchName, "these are not the published CIFAR-10 files; they are taken as they are");
        }

        var spec = Spec(job, given is null ? OfficialChecksum() : ChecksumOf(given));
        return await DatasetStep.RunAsync(
            job, spec, async () => Plan(spec, given ?? await PrepareAsync(job, cancellation)), cancellation);
    }

    static IngestSpec Spec(JobContext job, string sourceChecksum)
    {
        var spec = new IngestSpec
        {
            Output = "",
            SourceChecksum = sourceChecksum,
            Limit = job.Options.Limit,
            ShardImages = job.Options.ShardImages,
        };
        return spec with { Output = job.Store.Sub($"datasets/{DatasetName}-{Identity.Short(spec.Identity)}").Url };
    }

    static DatasetPlan Plan(IngestSpec spec, CifarBatches batches)
    {
        IngestSplit[] splits =
        [
            new(SplitManifest.Train, Limited(spec, batches.TrainRecords), batches.Train),
            new(SplitManifest.Test, Limited(spec, batches.TestRecords), batches.Test),
        ];
        return new DatasetPlan(
            spec with { Splits = splits },
            DatasetName,
            [.. batches.Classes],
            s_image,
            [.. splits.SelectMany(split => split.Shards(spec.ShardImages).Select(shard => (split.Name, shard)))]);
    }

    static long Limited(IngestSpec spec, long records) => Math.Min(spec.Limit ?? records, records);

    static Task<CifarBatches> PrepareAsync(JobContext job, CancellationToken cancellation)
    {
        var source = new CifarSource(new CifarSourceOptions
        {
            CacheFolder = job.Options.Cache ?? CacheFolder.Default,
            Source = job.Options.Source,
            Time = job.Time,
        });
        return Task.Run(() => source.PrepareAsync(new FetchProgress(job.Progress), cancellation), cancellation);
    }

    static string OfficialChecksum() => ChecksumOf(CifarFormat.BatchMd5, CifarFormat.Classes);

    static string ChecksumOf(CifarBatches batches) =>
        ChecksumOf(batches.AllFiles.Select(file => file.Md5), batches.Classes);

    static string ChecksumOf(IEnumerable<string> md5, IEnumerable<string> classes) =>
        Checksum.Sha256(string.Join('\n', md5.Concat(classes)));

    /// <summary>Fetching, in the terms of a step.</summary>
    sealed class FetchProgress(IProgress<StageProgress> progress) : IProgress<SourceProgress>
    {
        public void Report(SourceProgress value)
        {
            progress.Report(value.IsNote
                ? new StageProgress(FetchName, "", 0, 0, Message: value.Activity)
                : new StageProgress(value.Activity, "bytes", value.BytesDone, value.BytesTotal ?? 0));
        }
    }
}
