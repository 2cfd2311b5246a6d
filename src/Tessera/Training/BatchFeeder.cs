using Tessera.Kernels;

namespace Tessera.Training;

/// <summary>
/// Fills batches with training images, shuffled and augmented anew every epoch. What an image looks like depends on
/// (seed, epoch, image) alone, and the order on (seed, epoch).
/// </summary>
sealed class BatchFeeder
{
    readonly LabeledImages _images;
    readonly int[] _indices;
    readonly Recipe _recipe;
    readonly ulong _seed;
    readonly float[] _table;
    readonly int[] _order;
    int _epoch = -1;

    /// <param name="images">All images.</param>
    /// <param name="indices">Those to train on.</param>
    /// <param name="recipe">Says how they are augmented.</param>
    /// <param name="seed">Of the whole training.</param>
    /// <param name="table">Of <see cref="Normalization.Table"/>.</param>
    /// <exception cref="TesseraException">The images are too small for the recipe's shift.</exception>
    public BatchFeeder(LabeledImages images, IEnumerable<int> indices, Recipe recipe, ulong seed, float[] table)
    {
        if (!View.Allows(images.Image, recipe.Shift))
        {
            throw TesseraException.User(
                $"images of {images.Image} cannot be moved by {recipe.Shift} pixels; use larger images");
        }

        (_images, _recipe, _seed, _table) = (images, recipe, seed, table);
        _indices = [.. indices];
        _order = new int[_indices.Length];
    }

    /// <summary>One batch: its images, normalised and augmented, and their labels.</summary>
    /// <param name="workers">Threads to do it on.</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="batch">Of the epoch, from 0.</param>
    /// <param name="target">[labels.Length][height][width][channels].</param>
    /// <param name="labels">Its length is the batch's.</param>
    public unsafe void Fill(Workers workers, int epoch, int batch, Span<float> target, Span<int> labels)
    {
        Shuffle(epoch);
        var first = batch * labels.Length;
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = _images.Label(_indices[_order[first + i]]);
        }

        var length = _images.Image.Count;
        fixed (float* start = target)
        {
            var address = (nint)start;
            workers.Run(labels.Length, (i, _) =>
            {
                var index = _indices[_order[first + i]];
                var image = new Span<float>((float*)address + (long)i * length, length);
                ViewOf(epoch, index).Show(_images.Pixels(index), _images.Image, _table, image);
            });
        }
    }

    void Shuffle(int epoch)
    {
        if (epoch != _epoch)
        {
            new RandomStream(_seed, RandomPurpose.Shuffle, epoch).Permute(_order);
            _epoch = epoch;
        }
    }

    View ViewOf(int epoch, int index)
    {
        var random = new RandomStream(_seed, RandomPurpose.Crop, epoch, index);
        return new View(Shift(ref random), Shift(ref random), IsMirrored(epoch, index));
    }

    int Shift(ref RandomStream random) => random.NextInt32(2 * _recipe.Shift + 1) - _recipe.Shift;

    bool IsMirrored(int epoch, int index) => _recipe.Flip switch
    {
        Flip.None => false,
        Flip.Random => new RandomStream(_seed, RandomPurpose.Flip, epoch, index).NextBoolean(),
        Flip.Alternating => new RandomStream(_seed, RandomPurpose.Flip, 0, index).NextBoolean() ^ (epoch % 2 == 1),
        _ => throw new InvalidOperationException($"flip {_recipe.Flip}"),
    };
}
