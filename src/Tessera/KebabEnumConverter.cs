using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>
/// Names of enumerations as they are written on the command line: <c>mirror-and-shift</c>. Also read are the forms that
/// earlier versions wrote: <c>mirrorAndShift</c> and <c>MirrorAndShift</c>.
/// </summary>
sealed class KebabEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(text.Replace("-", ""), value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new JsonException(
                $"'{text}' is not allowed: give one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NameOf(value));

    static string NameOf(T value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
