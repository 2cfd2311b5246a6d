using System.Collections.Immutable;

namespace Tessera.Storage.Hdfs;

/// <summary>Finds where the name nodes of a URL answer HTTP.</summary>
sealed class NameNodeResolver(HadoopConfiguration configuration)
{
    const int DefaultRpcPort = 8020;
    const int DefaultHttpPort = 9870;
    const int DefaultHttpsPort = 9871;
    const string RpcAddress = "dfs.namenode.rpc-address";

    /// <summary>HTTP addresses, one a name node.</summary>
    /// <exception cref="TesseraException">The URL leads nowhere.</exception>
    public ImmutableArray<Uri> Resolve(HdfsUrl url)
    {
        if (url.Authority.Length == 0)
        {
            return Resolve(DefaultUrl());
        }

        if (url.Scheme == HdfsUrl.HttpScheme)
        {
            return [Address("http", url.Host, url.Port ?? DefaultHttpPort)];
        }

        return url.Port is null && configuration.FindList("dfs.nameservices").Contains(url.Host)
            ? [.. NodesOf(url.Host)]
            : [HostAddress(url)];
    }

    /// <summary>What to do when none of those addresses answers.</summary>
    public string AdviceFor(HdfsUrl url)
    {
        if (url.Scheme == HdfsUrl.HttpScheme)
        {
            return "check host and port";
        }

        string[] known = [.. Known().Distinct()];
        if (known.Length == 0)
        {
            return $"its HTTP port is taken to be the usual {DefaultHttpPort}, since HADOOP_CONF_DIR names no cluster: "
                + "set it to the cluster's configuration, or check host and port";
        }

        var isKnown = url.Authority.Length == 0
            || known.Contains(url.Authority)
            || known.Contains(WithPort(url.Authority));
        return isKnown
            ? "check that it runs, and that HADOOP_CONF_DIR is this cluster's configuration"
            : $"the configuration in HADOOP_CONF_DIR knows hdfs://{string.Join(" and hdfs://", known)}: "
                + "check host and port, or set it to this cluster's";
    }

    /// <summary>The authorities that the configuration has addresses for.</summary>
    IEnumerable<string> Known() =>
    [
        .. configuration.FindList("dfs.nameservices"),
        .. configuration.FindAll(RpcAddress).Where(entry => entry.Suffix.Length == 0).Select(entry => entry.Value),
        .. configuration.Find("fs.defaultFS") is { } text && HdfsUrl.TryParse(text) is { Authority.Length: > 0 } first
            ? [first.Authority]
            : Array.Empty<string>(),
    ];

    HdfsUrl DefaultUrl()
    {
        var text = configuration.Find("fs.defaultFS");
        return text is not null && HdfsUrl.TryParse(text) is { Authority.Length: > 0 } url
            ? url
            : throw TesseraException.User(
                $"hdfs:/// is fs.defaultFS of core-site.xml, which is {(text is null ? "missing" : $"'{text}'")}: "
                + "set HADOOP_CONF_DIR, or say hdfs://HOST:PORT/path");
    }

    IEnumerable<Uri> NodesOf(string service)
    {
        var nodes = configuration.FindList($"dfs.ha.namenodes.{service}");
        var suffixes = nodes.Length == 0 ? [$".{service}"] : nodes.Select(node => $".{service}.{node}");
        foreach (var suffix in suffixes)
        {
            var rpc = configuration.Find(RpcAddress + suffix);
            yield return HttpOf(suffix, rpc)
                ?? throw TesseraException.User(
                    $"name service '{service}' has no address: set {RpcAddress}{suffix} or "
                    + $"dfs.namenode.http-address{suffix} in hdfs-site.xml");
        }
    }

    Uri HostAddress(HdfsUrl url)
    {
        var rpc = $"{url.Host}:{url.Port ?? DefaultRpcPort}";
        var configured = configuration.FindAll(RpcAddress).FirstOrDefault(entry => WithPort(entry.Value) == rpc);
        var isDefault = configuration.Find("fs.defaultFS") is { } text
            && HdfsUrl.TryParse(text) is { } first && WithPort(first.Authority) == rpc;
        var found = configured.Value is not null ? HttpOf(configured.Suffix, rpc)
            : isDefault ? HttpOf("", rpc)
            : null;
        RequireRpcPort(url, found);
        return found ?? Address("http", url.Host, DefaultHttpPort);
    }

    void RequireRpcPort(HdfsUrl url, Uri? found)
    {
        var isHttp = url.Port is DefaultHttpPort or DefaultHttpsPort
            || configuration.FindAll("dfs.namenode.http-address").Any(entry => entry.Value == url.Authority);
        if (isHttp && found is null)
        {
            throw TesseraException.User(
                $"port {url.Port} of '{url.Key}' is a name node's HTTP port: hdfs:// takes its RPC port "
                + $"(usually {DefaultRpcPort}), or say webhdfs://{url.Authority}");
        }
    }

    /// <summary>The HTTP address that goes with an RPC address; null when neither is known.</summary>
    Uri? HttpOf(string suffix, string? rpc)
    {
        var scheme = configuration.HdfsWebScheme;
        var port = scheme == "https" ? DefaultHttpsPort : DefaultHttpPort;
        var address = configuration.Find($"dfs.namenode.{scheme}-address{suffix}");
        var rpcHost = rpc is null ? null : new HdfsUrl("", rpc, "").Host;
        if (address is null)
        {
            return rpcHost is null ? null : Address(scheme, rpcHost, port);
        }

        var parts = HdfsUrl.Parse($"hdfs://{address}");
        var host = parts.Host is "0.0.0.0" && rpcHost is not null ? rpcHost : parts.Host;
        return Address(scheme, host, parts.Port ?? port);
    }

    static string WithPort(string authority) =>
        new HdfsUrl("", authority, "").Port is null ? $"{authority}:{DefaultRpcPort}" : authority;

    static Uri Address(string scheme, string host, int port) => new($"{scheme}://{host}:{port}");
}
