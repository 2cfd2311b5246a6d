using System.Collections.Immutable;

namespace Tessera.Training;

/// <summary>Which images are trained on and which are held out to choose by; indices, ascending.</summary>
public sealed record DataSplit(ImmutableArray<int> Training, ImmutableArray<int> Validation)
{
    /// <summary>Holds out the images whose hash of (seed, index) is smallest.</summary>
    /// <exception cref="TesseraException">Nothing would be left to train on.</exception>
    public static DataSplit Choose(ulong seed, int images, int validation)
    {
        if (validation < 0 || validation >= images)
        {
            throw TesseraException.User(
                $"cannot hold out {validation} of {images} training images for validation; allowed: 0 to {images - 1}");
        }

        var held = Enumerable.Range(0, images).OrderBy(index => Key(seed, index)).Take(validation).ToHashSet();
        return new DataSplit(
            [.. Enumerable.Range(0, images).Where(index => !held.Contains(index))],
            [.. held.Order()]);
    }

    static ulong Key(ulong seed, int index) =>
        new RandomStream(seed, RandomPurpose.ValidationSplit, index).NextUInt64();
}
