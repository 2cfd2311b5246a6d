using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>Records that are written one a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Datasets.ImageRecord))]
[JsonSerializable(typeof(Pipeline.StageSpec))]
[JsonSerializable(typeof(Engines.Spark.WorkerRow))]
[JsonSerializable(typeof(Pipeline.Sql.ConfusionRow))]
sealed partial class TesseraJsonLines : JsonSerializerContext;
