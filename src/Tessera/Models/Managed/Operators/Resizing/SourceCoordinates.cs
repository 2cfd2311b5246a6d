using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>Where a pixel of the result lies in the source: TensorFlow has three conventions.</summary>
/// <param name="AreCornersAligned">The outermost pixels' centres coincide.</param>
/// <param name="AreCentersHalf">Pixels are squares whose centres lie at .5, as everywhere else today.</param>
sealed record SourceCoordinates(bool AreCornersAligned, bool AreCentersHalf)
{
    public static SourceCoordinates Read(NodeBinding node) => new(
        node.Attributes.Flag("align_corners", absent: false),
        node.Attributes.Flag("half_pixel_centers", absent: false));

    /// <summary>The place of a pixel of the result, in source pixels.</summary>
    public double Of(int index, int from, int to) => AreCentersHalf
        ? (index + 0.5) * Scale(from, to) - 0.5
        : index * Scale(from, to);

    /// <summary>The source pixel that is nearest by TensorFlow's rounding.</summary>
    public int NearestTo(int index, int from, int to)
    {
        var place = AreCentersHalf ? (index + 0.5) * Scale(from, to) : index * Scale(from, to);
        var nearest = AreCornersAligned ? Math.Round(place, MidpointRounding.AwayFromZero) : Math.Floor(place);
        return (int)Math.Clamp(nearest, 0, from - 1);
    }

    double Scale(int from, int to) => AreCornersAligned && to > 1 ? (from - 1.0) / (to - 1) : (double)from / to;
}
