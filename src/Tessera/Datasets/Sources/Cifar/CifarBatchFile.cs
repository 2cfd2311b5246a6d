namespace Tessera.Datasets.Sources.Cifar;

/// <summary>A checked binary batch file: so many records, every label a class.</summary>
public sealed record CifarBatchFile(string Path, int Records, string Md5);
