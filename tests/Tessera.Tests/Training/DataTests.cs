using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Tests.Training;

public sealed class DataTests
{
    static readonly Shape s_image = new(4, 4, 1);

    static readonly Recipe s_recipe = new()
    {
        Epochs = 1,
        BatchSize = 8,
        LearningRate = 1,
        Flip = Flip.Alternating,
        Shift = 2,
    };

    [Fact]
    public void An_epoch_shows_every_image_once()
    {
        using var workers = new Workers(2);
        var feeder = new BatchFeeder(Numbered(32), Enumerable.Range(0, 32), s_recipe, seed: 1, new float[256]);
        var seen = new List<int>();
        for (var batch = 0; batch < 4; batch++)
        {
            var labels = new int[8];
            feeder.Fill(workers, epoch: 3, batch, new float[8 * 16], labels);
            seen.AddRange(labels);
        }

        Assert.Equal(Enumerable.Range(0, 32), seen.Order());
        Assert.NotEqual(Enumerable.Range(0, 32), seen);
    }

    [Fact]
    public void A_view_is_moved_and_mirrored_with_reflection_at_the_border()
    {
        var pixels = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var table = Enumerable.Range(0, 256).Select(i => (float)i).ToArray();
        var shown = new float[16];

        new View(1, -1, IsMirrored: false).Show(pixels, s_image, table, shown);
        Assert.Equal([5, 6, 7, 6, 1, 2, 3, 2, 5, 6, 7, 6, 9, 10, 11, 10], shown);

        new View(0, 0, IsMirrored: true).Show(pixels, s_image, table, shown);
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12], shown);
    }

    [Fact]
    public void The_split_depends_on_the_seed_alone()
    {
        var split = DataSplit.Choose(seed: 4, images: 1000, validation: 100);

        Assert.Equal(100, split.Validation.Length);
        Assert.Equal(Enumerable.Range(0, 1000), split.Training.Concat(split.Validation).Order());
        Assert.Equal(split.Validation, DataSplit.Choose(4, 1000, 100).Validation);
        Assert.NotEqual(split.Validation, DataSplit.Choose(5, 1000, 100).Validation);
        Assert.Throws<TesseraException>(() => DataSplit.Choose(4, 1000, 1000));
    }

    [Fact]
    public void Channel_statistics_are_those_of_all_pixels()
    {
        var images = new LabeledImages(new Shape(1, 2, 2), 2, 1);
        new byte[] { 0, 51, 255, 51 }.CopyTo(images.Pixels(0));

        var normalization = Normalization.Of(images);

        Assert.Equal([0.5, 0.2], normalization.Mean.Select(mean => Math.Round(mean, 12)));
        Assert.Equal([0.5, 1], normalization.StandardDeviation);
        Assert.Equal(-1, normalization.Table(images.Image)[0]);
    }

    [Fact]
    public void A_label_beyond_the_classes_is_refused() => Assert.Equal(
        "image 1 has label 200; allowed: 0 to 31",
        Assert.Throws<TesseraException>(() => Numbered(32).SetLabel(1, 200)).Message);

    static LabeledImages Numbered(int count)
    {
        var images = new LabeledImages(s_image, count, count);
        for (var i = 0; i < count; i++)
        {
            images.SetLabel(i, i);
        }

        return images;
    }
}
