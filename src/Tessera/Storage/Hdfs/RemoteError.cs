namespace Tessera.Storage.Hdfs;

/// <summary>Hadoop's exception, as WebHDFS tells of it.</summary>
sealed record RemoteError(string? Exception = null, string? Message = null);
