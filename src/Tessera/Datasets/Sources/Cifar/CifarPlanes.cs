namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// The two layouts of a CIFAR image: three planes (in binary files and pickles), interleaved RGB (everywhere else).
/// </summary>
static class CifarPlanes
{
    const int PlaneBytes = CifarFormat.Side * CifarFormat.Side;

    /// <summary>channels × height × width to height × width × channels.</summary>
    public static void ToInterleaved(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        for (var channel = 0; channel < CifarFormat.Channels; channel++)
        {
            var plane = planes.Slice(channel * PlaneBytes, PlaneBytes);
            for (var i = 0; i < plane.Length; i++)
            {
                pixels[(i * CifarFormat.Channels) + channel] = plane[i];
            }
        }
    }

    /// <summary>height × width × channels to channels × height × width.</summary>
    public static void FromInterleaved(ReadOnlySpan<byte> pixels, Span<byte> planes)
    {
        for (var channel = 0; channel < CifarFormat.Channels; channel++)
        {
            var plane = planes.Slice(channel * PlaneBytes, PlaneBytes);
            for (var i = 0; i < plane.Length; i++)
            {
                plane[i] = pixels[(i * CifarFormat.Channels) + channel];
            }
        }
    }
}
