using Tessera.Datasets;
using Tessera.Pipeline.Preprocess;

namespace Tessera.Pipeline.Steps;

/// <summary>Brings a dataset's images to one size and gathers its channel statistics.</summary>
static class PreprocessStep
{
    public static Task<Dataset> RunAsync(JobContext job, Dataset input, CancellationToken cancellation)
    {
        var spec = Spec(job, input);
        return DatasetStep.RunAsync(job, spec, () => Task.FromResult(Plan(spec, input)), cancellation);
    }

    /// <summary>What the options ask for, to be done while the dataset is read. Nothing is kept.</summary>
    public static SizedDataset OnTheWay(JobOptions options, Dataset input)
    {
        var size = SizeOf(options, input.Manifest.Image);
        var resize = new ImageResize(size.Height, size.Width, options.Resize);
        return new SizedDataset(input, resize.Of(input.Manifest.Image) == input.Manifest.Image ? null : resize);
    }

    static ImageSize SizeOf(JobOptions options, ImageShape image)
    {
        if (options.Size is not { } text || !ImageSize.TryParse(text, out var size))
        {
            return new ImageSize(image.Height, image.Width);
        }

        var resized = image with { Height = size.Height, Width = size.Width };
        return resized.IsValid
            ? size
            : throw TesseraException.User(
                $"--size {text} makes images of {resized}: allowed is at most 2 GiB an image");
    }

    static PreprocessSpec Spec(JobContext job, Dataset input)
    {
        var size = SizeOf(job.Options, input.Manifest.Image);
        var spec = new PreprocessSpec
        {
            Output = "",
            Input = input.Folder.Url,
            InputChecksum = input.Manifest.Checksum,
            Height = size.Height,
            Width = size.Width,
            Resize = job.Options.Resize,
        };
        var name = $"{input.Manifest.Name}-{size.Height}x{size.Width}-{Identity.Short(spec.Identity)}";
        return spec with { Output = job.Store.Sub($"datasets/{name}").Url };
    }

    static DatasetPlan Plan(PreprocessSpec spec, Dataset input) => new(
        spec,
        input.Manifest.Name,
        input.Manifest.Classes,
        input.Manifest.Image with { Height = spec.Height, Width = spec.Width },
        [.. input.Manifest.Splits.SelectMany(
            split => split.Shards.Select(shard => (split.Name, new ShardPlan(shard.Name, shard.Images))))]);
}
