using Tessera.Networks;
using Tessera.Training;

namespace Tessera.Bench;

/// <summary>
/// The six files of CIFAR-10's binary version: records of a label and 32 × 32 pixels, channel by channel.
/// </summary>
static class CifarFolder
{
    const int Classes = 10;
    const int RecordsPerFile = 10_000;
    static readonly Shape s_image = new(32, 32, 3);

    public static LabeledImages Train(string folder, int limit) =>
        Read([.. Enumerable.Range(1, 5).Select(i => Path.Combine(folder, $"data_batch_{i}.bin"))], limit);

    public static LabeledImages Test(string folder) => Read([Path.Combine(folder, "test_batch.bin")], RecordsPerFile);

    static LabeledImages Read(string[] files, int limit)
    {
        var count = Math.Min(limit, files.Length * RecordsPerFile);
        var images = new LabeledImages(s_image, Classes, count);
        for (var index = 0; index < count;)
        {
            var bytes = File.ReadAllBytes(files[index / RecordsPerFile]);
            var record = 1 + s_image.Count;
            for (var start = 0; start < bytes.Length && index < count; start += record, index++)
            {
                images.SetLabel(index, bytes[start]);
                Interleave(bytes.AsSpan(start + 1, s_image.Count), images.Pixels(index));
            }
        }

        return images;
    }

    static void Interleave(ReadOnlySpan<byte> planes, Span<byte> pixels)
    {
        var plane = s_image.Height * s_image.Width;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = planes[i % s_image.Channels * plane + i / s_image.Channels];
        }
    }
}
