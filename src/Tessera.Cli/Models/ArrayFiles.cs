using Tessera.Datasets.Npy;
using Tessera.Models;
using Tessera.Storage;

namespace Tessera.Cli.Models;

/// <summary>Tensors as .npy files of this machine.</summary>
static class ArrayFiles
{
    /// <summary>The arrays of <c>KEY=FILE</c>; the key may be left out where there is but one.</summary>
    /// <exception cref="TesseraException">A key is missing or unknown, or a file is no array.</exception>
    public static Dictionary<string, Tensor> Read(IReadOnlyList<string> files, Signature signature)
    {
        var inputs = new Dictionary<string, Tensor>();
        foreach (var (key, file) in Named(files, signature.Inputs, "--input"))
        {
            inputs[key] = Read(file);
        }

        return inputs;
    }

    /// <summary>Writes each array whole or not at all; an existing file gives way.</summary>
    /// <exception cref="TesseraException">A key is missing or unknown, or a file cannot be written.</exception>
    public static async Task<IReadOnlyList<(string Key, string File, Tensor Tensor)>> WriteAsync(
        IReadOnlyList<string> files,
        Signature signature,
        IReadOnlyDictionary<string, Tensor> outputs,
        CancellationToken cancellation)
    {
        var written = new List<(string Key, string File, Tensor Tensor)>();
        foreach (var (key, file) in Named(files, signature.Outputs, "--output"))
        {
            var path = Path.GetFullPath(file);
            var folder = StorageSchemes.Open(Path.GetDirectoryName(path)!);
            await folder.WriteAsync(
                Path.GetFileName(path), stream => WriteAsync(stream, outputs[key], cancellation), cancellation);
            written.Add((key, file, outputs[key]));
        }

        return written;
    }

    /// <summary>Which file belongs to which key; call it before anything is computed.</summary>
    /// <exception cref="TesseraException">A key is missing or unknown.</exception>
    public static IReadOnlyList<(string Key, string File)> Named(
        IReadOnlyList<string> files, IReadOnlyList<TensorSpecification> tensors, string option) =>
        [.. files.Select(file => Split(file, tensors, option))];

    static (string Key, string File) Split(string text, IReadOnlyList<TensorSpecification> tensors, string option)
    {
        if (tensors.FirstOrDefault(tensor => text.StartsWith($"{tensor.Key}=", StringComparison.Ordinal)) is { } named)
        {
            return (named.Key, text[(named.Key.Length + 1)..]);
        }

        return tensors is [var only] && !text.Contains('=', StringComparison.Ordinal)
            ? (only.Key, text)
            : throw TesseraException.User(
                $"{option} '{text}' names no tensor of the signature: give KEY=FILE with one of "
                + string.Join(", ", tensors.Select(tensor => tensor.Key)));
    }

    static Tensor Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var header = NpyHeader.Read(stream, file);
            var shape = ShapeOf(header, file);
            if (stream.Length < header.FileBytes)
            {
                throw TesseraException.User(
                    $"'{file}' has {stream.Length} bytes, its header announces {header.FileBytes}: it is cut short");
            }

            var bytes = new byte[header.FileBytes - header.DataOffset];
            stream.ReadExactly(bytes);
            return new Tensor(NpyElements.ToElement(header.Type), shape, bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TesseraException.User($"cannot read '{file}': {DiskFailure.Reason(failure, file)}", failure);
        }
    }

    static TensorShape ShapeOf(NpyHeader header, string file) => header.Shape.All(extent => extent <= int.MaxValue)
        ? new TensorShape([.. header.Shape.Select(extent => (int)extent)])
        : throw TesseraException.User($"'{file}' has an extent above {int.MaxValue}, which no tensor has");

    static async Task WriteAsync(Stream stream, Tensor tensor, CancellationToken cancellation)
    {
        var header = NpyHeader.Create(
            NpyElements.ToNpy(tensor.Type), [.. tensor.Shape.Extents.ToArray().Select(extent => (long)extent)]);
        await stream.WriteAsync(header.ToBytes(), cancellation);
        await stream.WriteAsync(tensor.Bytes, cancellation);
    }
}
