using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tessera.Datasets;

/// <summary>
/// Reads a manifest without the shards that are not asked for: each is null. A task on Spark has some hundred of what
/// may be many thousands.
/// </summary>
sealed class ShardFilter : JsonConverter<ShardManifest>
{
    readonly IReadOnlySet<string> _names;

    ShardFilter(IReadOnlySet<string> names) => _names = names;

    /// <summary>A manifest with the shards of these names alone.</summary>
    public static JsonTypeInfo<DatasetManifest> ManifestWith(IReadOnlySet<string> names)
    {
        var options = new JsonSerializerOptions(TesseraJson.Default.Options) { TypeInfoResolver = null };
        options.Converters.Add(new ShardFilter(names));
        return new TesseraJson(options).DatasetManifest;
    }

    /// <summary>A manifest that was read so, with the shards that were asked for one after the other.</summary>
    public static DatasetManifest WithoutGaps(DatasetManifest manifest) => manifest with
    {
        Splits = [.. manifest.Splits.OfType<SplitManifest>().Select(
            split => split with { Shards = [.. split.Shards.OfType<ShardManifest>()] })],
    };

    public override ShardManifest? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (_names.Contains(NameOf(reader)))
        {
            return JsonSerializer.Deserialize(ref reader, TesseraJson.Default.ShardManifest);
        }

        // The serialiser has read the whole object before it asks for it; `Skip` would not believe that.
        return reader.TrySkip() ? null : throw new JsonException("it ends early");
    }

    public override void Write(Utf8JsonWriter writer, ShardManifest value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, TesseraJson.Default.ShardManifest);

    /// <summary>The name in the object at which a copy of the reader stands; none where that is no object.</summary>
    static string NameOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString()!;
            }

            reader.TrySkip();
        }

        return "";
    }
}
