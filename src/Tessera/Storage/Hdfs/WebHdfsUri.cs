namespace Tessera.Storage.Hdfs;

/// <summary>The URIs of WebHDFS.</summary>
static class WebHdfsUri
{
    const string Prefix = "/webhdfs/v1";

    /// <summary>One operation on an absolute path; names and values are encoded here.</summary>
    public static Uri Of(Uri nameNode, string path, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var encoded = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        var query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        var place = nameNode.GetLeftPart(UriPartial.Authority);
        return new Uri($"{place}{Prefix}{(path.Length == 0 ? "/" : encoded)}?{query}");
    }
}
