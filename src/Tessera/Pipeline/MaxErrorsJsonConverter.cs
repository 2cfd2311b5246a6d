using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tessera.Pipeline;

sealed class MaxErrorsJsonConverter : JsonConverter<MaxErrors>
{
    public override MaxErrors Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MaxErrors.Parse(reader.TokenType == JsonTokenType.Number ? $"{reader.GetInt64()}" : reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, MaxErrors value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
