using System.Text.Json.Serialization;

namespace Tessera.Storage.Hdfs;

/// <summary>The body of an answer that is an error.</summary>
sealed record RemoteErrorAnswer([property: JsonPropertyName("RemoteException")] RemoteError? Error);
