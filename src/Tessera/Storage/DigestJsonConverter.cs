using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tessera.Storage;

/// <summary>A <see cref="Digest"/> as a JSON string, read without making that string.</summary>
sealed class DigestJsonConverter : JsonConverter<Digest>
{
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (reader.TokenType != JsonTokenType.String || length != Digest.Digits)
        {
            throw new JsonException("it is no SHA-256");
        }

        Span<byte> digits = stackalloc byte[Digest.Digits];
        Span<byte> bytes = stackalloc byte[Digest.Bytes];
        var copied = reader.CopyString(digits);
        return Convert.FromHexString(digits[..copied], bytes, out _, out var written) == OperationStatus.Done
            && written == Digest.Bytes
            ? Digest.Of(bytes)
            : throw new JsonException("it is no SHA-256");
    }

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
