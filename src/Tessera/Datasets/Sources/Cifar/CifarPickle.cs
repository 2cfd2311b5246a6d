using System.Text;
using Tessera.Datasets.Sources.Pickle;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>CIFAR-10's python version: a pickled dictionary a batch, with the keys data and labels.</summary>
static class CifarPickle
{
    /// <summary>Writes a batch's records as a binary batch file has them.</summary>
    /// <exception cref="TesseraException">Not such a pickle; <paramref name="name"/> stands in the message.</exception>
    public static void WriteRecords(ReadOnlyMemory<byte> pickle, string name, Stream output)
    {
        var batch = Read(pickle, name);
        if (batch["data"] is not PickleArray { ElementType: "u1", Shape: [var count, CifarFormat.PixelBytes] } data
            || batch["labels"] is not List<object?> labels || labels.Count != count)
        {
            throw TesseraException.User(
                $"'{name}' does not hold uint8 data of (n, {CifarFormat.PixelBytes}) and n labels, as CIFAR-10's do.");
        }

        for (var i = 0; i < labels.Count; i++)
        {
            var label = labels[i] is long number ? number : -1;
            CifarBatchFolder.CheckLabel(name, i, label);
            output.WriteByte((byte)label);
            output.Write(data.Data.Span.Slice(i * CifarFormat.PixelBytes, CifarFormat.PixelBytes));
        }
    }

    /// <summary>The class names of batches.meta.</summary>
    public static IReadOnlyList<string> ReadClassNames(ReadOnlyMemory<byte> pickle, string name)
    {
        var names = Read(pickle, name)["label_names"] as List<object?> ?? [];
        return CifarClassNames.Check([.. names.Select(Text)], name);
    }

    static PickleDictionary Read(ReadOnlyMemory<byte> pickle, string name)
    {
        try
        {
            return Unpickler.Read(pickle) as PickleDictionary
                ?? throw TesseraException.User($"'{name}' is a pickle, but not of a dictionary as CIFAR-10's are.");
        }
        catch (PickleException exception)
        {
            throw TesseraException.User($"'{name}' is not a pickle that can be read: {exception.Message}.", exception);
        }
    }

    static string Text(object? value) => value switch
    {
        string text => text,
        ReadOnlyMemory<byte> bytes => Encoding.Latin1.GetString(bytes.Span),
        _ => "",
    };
}
