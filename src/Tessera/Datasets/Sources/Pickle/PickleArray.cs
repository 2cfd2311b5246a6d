namespace Tessera.Datasets.Sources.Pickle;

/// <summary>A NumPy array in C order. Empty until the pickle has said what is in it.</summary>
sealed class PickleArray
{
    /// <summary>NumPy's name of the elements' type, little-endian, such as <c>u1</c> or <c>i8</c>.</summary>
    public string ElementType { get; private set; } = "u1";

    public IReadOnlyList<long> Shape { get; private set; } = [0];

    /// <summary>As many bytes as the shape says; a part of the pickle, not copied.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    public void Fill(PickleElementType elementType, object?[] shape, ReadOnlyMemory<byte> data)
    {
        var lengths = Array.ConvertAll(shape, length => length is long and >= 0 ? (long)length : -1);
        var bytes = (Int128)elementType.Bytes;
        foreach (var length in lengths)
        {
            bytes = length >= 0 && bytes <= int.MaxValue ? bytes * length : -1;
        }

        if (bytes != data.Length)
        {
            throw new PickleException(
                $"a NumPy array of ({string.Join(", ", lengths.Take(4))}) {elementType.Name} with {data.Length} bytes");
        }

        (ElementType, Shape, Data) = (elementType.Name, lengths, data);
    }
}
