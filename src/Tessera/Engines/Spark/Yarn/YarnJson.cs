using System.Text.Json.Serialization;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>The answers of YARN.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(YarnApplicationsAnswer))]
sealed partial class YarnJson : JsonSerializerContext;
