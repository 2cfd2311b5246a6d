using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>Gives every enumeration its <see cref="KebabEnumConverter{T}"/>.</summary>
sealed class KebabEnums : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(KebabEnumConverter<>).MakeGenericType(typeToConvert))!;
}
