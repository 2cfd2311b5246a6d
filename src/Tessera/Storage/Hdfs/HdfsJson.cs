using System.Text.Json.Serialization;

namespace Tessera.Storage.Hdfs;

/// <summary>The answers of WebHDFS.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RemoteErrorAnswer))]
[JsonSerializable(typeof(FileStatusAnswer))]
[JsonSerializable(typeof(FileStatus))]
[JsonSerializable(typeof(BooleanAnswer))]
sealed partial class HdfsJson : JsonSerializerContext;
