using System.Text.Json.Serialization;

namespace Tessera.Storage.Hdfs;

/// <summary>The answer to GETFILESTATUS.</summary>
sealed record FileStatusAnswer([property: JsonPropertyName("FileStatus")] FileStatus Status);
