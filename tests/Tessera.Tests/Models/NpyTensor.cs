using Tessera.Datasets.Npy;
using Tessera.Models;

namespace Tessera.Tests.Models;

/// <summary>Reads the oracles' arrays.</summary>
static class NpyTensor
{
    public static Tensor Read(string path)
    {
        using var stream = File.OpenRead(path);
        var header = NpyHeader.Read(stream, path);
        var bytes = new byte[header.Rows * header.RowBytes];
        stream.ReadExactly(bytes);
        var type = header.Type == NpyType.UInt8 ? ElementType.UInt8 : ElementType.Float32;
        return new Tensor(type, new TensorShape([.. header.Shape.Select(extent => (int)extent)]), bytes);
    }
}
