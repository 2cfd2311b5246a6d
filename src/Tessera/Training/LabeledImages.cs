using Tessera.Networks;

namespace Tessera.Training;

/// <summary>
/// Images in memory, uint8 in HWC order, with the indices of their classes. Blocks of images rather than one array,
/// so that more than 2 GB fit.
/// </summary>
public sealed class LabeledImages
{
    const int ImagesPerBlock = 1024;

    readonly byte[][] _blocks;
    readonly int[] _labels;

    /// <summary>
    /// Black images of class 0, to be filled through <see cref="Pixels"/> and <see cref="SetLabel"/>.
    /// </summary>
    public LabeledImages(Shape image, int classes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        Image = image;
        Classes = classes;
        _labels = new int[count];
        _blocks = new byte[(count + ImagesPerBlock - 1) / ImagesPerBlock][];
        for (var block = 0; block < _blocks.Length; block++)
        {
            _blocks[block] = new byte[checked(Math.Min(ImagesPerBlock, count - block * ImagesPerBlock) * image.Count)];
        }
    }

    /// <summary>The shape of each image.</summary>
    public Shape Image { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>The pixels of one image.</summary>
    public Span<byte> Pixels(int index) =>
        _blocks[index / ImagesPerBlock].AsSpan(index % ImagesPerBlock * Image.Count, Image.Count);

    /// <summary>The class of one image.</summary>
    public int Label(int index) => _labels[index];

    /// <exception cref="TesseraException">There is no such class.</exception>
    public void SetLabel(int index, int label) => _labels[index] = label >= 0 && label < Classes
        ? label
        : throw TesseraException.User($"image {index} has label {label}; allowed: 0 to {Classes - 1}");
}
