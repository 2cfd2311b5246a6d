using Tessera.Datasets;
using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Pipeline.Train;

/// <summary>Reads a split into memory, where training needs it: uint8, so CIFAR-10 takes 150 MB.</summary>
static class TrainingImages
{
    /// <summary>The readable images of a split, in order.</summary>
    /// <exception cref="TesseraException">Some have no label.</exception>
    public static async Task<LabeledImages> ReadAsync(
        Dataset dataset, string split, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        var manifest = dataset.Split(split);
        var count = checked((int)(manifest.Images - manifest.Errors));
        var image = dataset.Manifest.Image;
        var images = new LabeledImages(
            new Shape(image.Height, image.Width, image.Channels), dataset.Manifest.Classes.Length, count);
        var index = 0;
        foreach (var shard in manifest.Shards)
        {
            await foreach (var (record, pixels) in dataset.ReadAsync(shard, cancellation))
            {
                if (record is { Status: ImageStatus.Ok, Label: { } label })
                {
                    pixels.Span.CopyTo(images.Pixels(index));
                    images.SetLabel(index++, label);
                }
            }

            progress.Report(new StageProgress("load", "images", index, count));
        }

        return index == count
            ? images
            : throw TesseraException.User(
                $"{count - index} of the {count} images of split '{split}' in '{dataset.Folder.Url}' have no label: "
                + "label or remove them, training needs every image's class");
    }
}
