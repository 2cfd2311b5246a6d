namespace Tessera.Storage.Hdfs;

/// <summary>The answer to RENAME, DELETE and MKDIRS.</summary>
sealed record BooleanAnswer(bool Boolean);
