using System.Collections.Immutable;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// How <c>hdfs:</c> URLs become addresses: from the configuration in HADOOP_CONF_DIR, or from what another process
/// resolved and handed over in <see cref="Variable"/>, which wins.
/// </summary>
public sealed class HdfsSettings
{
    /// <summary>
    /// The variable that carries resolved name nodes to worker processes, which may have no configuration:
    /// <c>AUTHORITY=URL,URL+AUTHORITY=URL</c>.
    /// </summary>
    public const string Variable = "TESSERA_HDFS";

    const string FolderVariable = "HADOOP_CONF_DIR";
    const string UserVariable = "HADOOP_USER_NAME";
    const string TokenVariable = "HADOOP_TOKEN_FILE_LOCATION";

    readonly NameNodeResolver _resolver;
    readonly Dictionary<string, ImmutableArray<Uri>> _given;
    readonly string _user;
    readonly string? _tokenFile;

    HdfsSettings(
        HadoopConfiguration configuration,
        Dictionary<string, ImmutableArray<Uri>> given,
        string user,
        string? tokenFile)
    {
        _resolver = new NameNodeResolver(configuration);
        _given = given;
        _user = user;
        _tokenFile = tokenFile;
    }

    /// <summary>
    /// Looks at HADOOP_CONF_DIR (else <c>etc/hadoop</c> in HADOOP_HOME), HADOOP_USER_NAME (else the user of the
    /// operating system), HADOOP_TOKEN_FILE_LOCATION and <see cref="Variable"/>.
    /// </summary>
    /// <exception cref="TesseraException">The configuration is damaged, or not there.</exception>
    public static HdfsSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static HdfsSettings From(Func<string, string?> environment)
    {
        var home = NotEmpty(environment("HADOOP_HOME"));
        var given = NotEmpty(environment(FolderVariable));
        var resolved = NotEmpty(environment(Variable));
        if (given is not null && resolved is null && !Directory.Exists(given))
        {
            throw TesseraException.User(
                $"{FolderVariable} is '{given}', which is no folder: set it to the one of core-site.xml, or unset it");
        }

        var folder = given
            ?? (home is null ? null : Path.Combine(home, "etc", "hadoop"));
        return new HdfsSettings(
            folder is null ? HadoopConfiguration.Empty : HadoopConfiguration.Load(folder),
            Parse(resolved ?? ""),
            NotEmpty(environment(UserVariable)) ?? Environment.UserName,
            NotEmpty(environment(TokenVariable)));
    }

    /// <summary>
    /// The environment in which another process opens these URLs as this one does. No value is secret, none holds
    /// control characters; URLs of other schemes need nothing.
    /// </summary>
    /// <exception cref="TesseraException">A URL leads nowhere.</exception>
    public IReadOnlyDictionary<string, string> VariablesFor(params IEnumerable<string> urls)
    {
        var clusters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var url in urls.Select(HdfsUrl.TryParse).OfType<HdfsUrl>())
        {
            clusters[url.Key] = string.Join(',', Resolve(url).Select(uri => uri.GetLeftPart(UriPartial.Authority)));
        }

        return clusters.Count == 0
            ? ImmutableDictionary<string, string>.Empty
            : new Dictionary<string, string>
            {
                [Variable] = string.Join('+', clusters.Select(cluster => $"{cluster.Key}={cluster.Value}")),
                [UserVariable] = _user,
            };
    }

    internal HdfsLocation Locate(string url)
    {
        var parsed = HdfsUrl.Parse(url);
        var nodes = Resolve(parsed);
        var token = _tokenFile is null ? null : TokenFile.Read(_tokenFile).Find(parsed.Authority, nodes);
        var trust = _given.ContainsKey(parsed.Key) ? HdfsTrust.Known : HdfsTrust.Typed;
        return new HdfsLocation(
            parsed.ToString(), parsed.Path, nodes, _user, token, trust, _resolver.AdviceFor(parsed));
    }

    ImmutableArray<Uri> Resolve(HdfsUrl url) =>
        _given.TryGetValue(url.Key, out var given) ? given : _resolver.Resolve(url);

    static Dictionary<string, ImmutableArray<Uri>> Parse(string text)
    {
        var clusters = new Dictionary<string, ImmutableArray<Uri>>(StringComparer.Ordinal);
        foreach (var cluster in text.Split('+', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = cluster.Split('=');
            clusters[parts[0]] = parts.Length == 2 && parts[1].Length > 0
                ? [.. parts[1].Split(',').Select(ParseAddress)]
                : throw Damaged(cluster);
        }

        return clusters;
    }

    static Uri ParseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
            ? uri
            : throw Damaged(text);

    static TesseraException Damaged(string text) =>
        TesseraException.User($"'{text}' in {Variable} is not AUTHORITY=http://HOST:PORT,…: unset it");

    static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
