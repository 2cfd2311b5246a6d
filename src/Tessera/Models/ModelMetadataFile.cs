using System.Collections.Immutable;
using System.Text.Json;
using Tessera.Models.SavedModel;

namespace Tessera.Models;

/// <summary>
/// Reads and writes <c>assets.extra/tessera.json</c>. By hand: a serialiser costs more at each start than all else that
/// loading a small model needs.
/// </summary>
static class ModelMetadataFile
{
    // a million names of classes
    const long MostBytes = 64 << 20;

    /// <summary>The metadata; null when the model has none.</summary>
    /// <exception cref="TesseraException">The file is damaged.</exception>
    public static ModelMetadata? Read(IModelFolder folder)
    {
        if (folder.FindLength(SavedModelFiles.Metadata) is not { } length)
        {
            return null;
        }

        if (length > MostBytes)
        {
            throw TesseraException.User(
                $"'{folder.Locate(SavedModelFiles.Metadata)}' has {length} bytes; at most {MostBytes} are allowed");
        }

        try
        {
            using var stream = folder.OpenRead(SavedModelFiles.Metadata, offset: 0);
            using var document = JsonDocument.Parse(stream);
            var metadata = Read(document.RootElement);
            metadata.Validate();
            return metadata;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException
            || failure is KeyNotFoundException or TesseraException { Kind: FailureKind.User })
        {
            throw TesseraException.User(
                $"'{folder.Location}/{SavedModelFiles.Metadata}' is damaged: {failure.Message}", failure);
        }
    }

    /// <summary>The file's bytes: UTF-8, lines that end with a line feed.</summary>
    public static byte[] Write(ModelMetadata metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            Write(json, metadata);
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    static ModelMetadata Read(JsonElement root)
    {
        var image = root.GetProperty("image");
        return new ModelMetadata
        {
            Format = root.GetProperty("format").GetInt32(),
            Network = root.GetProperty("network").GetString()!,
            Classes = [.. root.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!)],
            Image = new ModelImage(
                image.GetProperty("height").GetInt32(),
                image.GetProperty("width").GetInt32(),
                image.GetProperty("channels").GetInt32()),
            Mean = ReadNumbers(root.GetProperty("mean")),
            Std = ReadNumbers(root.GetProperty("std")),
        };
    }

    static ImmutableArray<float> ReadNumbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(number => number.GetSingle())];

    static void Write(Utf8JsonWriter json, ModelMetadata metadata)
    {
        json.WriteStartObject();
        json.WriteNumber("format", metadata.Format);
        json.WriteString("network", metadata.Network);
        json.WriteStartArray("classes");
        foreach (var name in metadata.Classes)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartObject("image");
        json.WriteNumber("height", metadata.Image.Height);
        json.WriteNumber("width", metadata.Image.Width);
        json.WriteNumber("channels", metadata.Image.Channels);
        json.WriteEndObject();
        WriteNumbers(json, "mean", metadata.Mean);
        WriteNumbers(json, "std", metadata.Std);
        json.WriteEndObject();
    }

    static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<float> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
