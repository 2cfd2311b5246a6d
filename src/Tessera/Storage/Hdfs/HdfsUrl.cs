namespace Tessera.Storage.Hdfs;

/// <summary>
/// <c>hdfs://HOST[:RPCPORT]/path</c>, <c>hdfs://NAMESERVICE/path</c>, <c>hdfs:///path</c> (the configured file system)
/// or <c>webhdfs://HOST:HTTPPORT/path</c>. The path is taken as written: nothing in it is encoded.
/// </summary>
/// <param name="Scheme">In lower case.</param>
/// <param name="Authority">Host and port, or a name service; may be empty.</param>
/// <param name="Path">Absolute, without a slash at the end; "" for the root.</param>
sealed record HdfsUrl(string Scheme, string Authority, string Path)
{
    public const string RpcScheme = "hdfs";
    public const string HttpScheme = "webhdfs";

    const string Separator = "://";

    /// <summary>Names the cluster.</summary>
    public string Key => $"{Scheme}{Separator}{Authority}";

    /// <summary>The host, or the name service; an IPv6 address in its brackets.</summary>
    public string Host => PortColon < 0 ? Authority : Authority[..PortColon];

    public int? Port => PortColon < 0 ? null : int.Parse(Authority.AsSpan(PortColon + 1));

    int PortColon => Authority.LastIndexOf(':') is var colon && colon > Authority.IndexOf(']') ? colon : -1;

    public override string ToString() => Key + Path;

    /// <exception cref="TesseraException">It is none.</exception>
    public static HdfsUrl Parse(string url) => TryParse(url) ?? throw Wrong(url, "its scheme is another");

    /// <summary>Null for URLs of other schemes.</summary>
    /// <exception cref="TesseraException">It is one, but not right.</exception>
    public static HdfsUrl? TryParse(string url)
    {
        var colon = url.IndexOf(":/", StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : url[..colon].ToLowerInvariant();
        if (scheme is not (RpcScheme or HttpScheme))
        {
            return null;
        }

        var (authority, path) = Split(url[(colon + 1)..]);
        RequireAuthority(url, authority);
        StoragePath.Require(path.TrimStart('/'));
        return new HdfsUrl(scheme, authority, path.Length == 0 ? "" : "/" + path.TrimStart('/'));
    }

    /// <summary>As for Hadoop, <c>hdfs:/path</c> is <c>hdfs:///path</c>.</summary>
    static (string Authority, string Path) Split(string rest)
    {
        var hasAuthority = rest.StartsWith("//", StringComparison.Ordinal);
        var start = hasAuthority ? 2 : 0;
        var slash = rest.IndexOf('/', start);
        return slash < 0 ? (rest[start..], "") : (rest[start..slash], rest[slash..].TrimEnd('/'));
    }

    static void RequireAuthority(string url, string authority)
    {
        if (authority.Length == 0)
        {
            return;
        }

        // Name services may hold '_', which Uri refuses in no host either; user names and passwords have no place here.
        if (authority.Any(c => !char.IsAsciiLetterOrDigit(c) && !".-_:[]".Contains(c, StringComparison.Ordinal))
            || !Uri.TryCreate($"http://{authority}/", UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || authority.EndsWith(':'))
        {
            throw Wrong(url, $"'{authority}' is no host and port");
        }
    }

    static TesseraException Wrong(string url, string reason) => TesseraException.User(
        $"'{url}' is no HDFS folder: {reason}; allowed are hdfs://HOST:RPCPORT/path, hdfs://NAMESERVICE/path, "
        + "hdfs:///path and webhdfs://HOST:HTTPPORT/path");
}
