using System.Text.Json.Serialization;

namespace Tessera.Cli.Cluster;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ClusterState))]
sealed partial class ClusterJson : JsonSerializerContext;
