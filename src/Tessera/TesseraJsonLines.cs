using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>Records that are written one a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Datasets.ImageRecord))]
sealed partial class TesseraJsonLines : JsonSerializerContext;
