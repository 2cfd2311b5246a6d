namespace Tessera.Storage.Hdfs;

/// <summary>A token of Hadoop's, as it is sent.</summary>
/// <param name="Kind">Such as <c>HDFS_DELEGATION_TOKEN</c>.</param>
/// <param name="Service">Such as <c>10.0.0.1:8020</c> or <c>ha-hdfs:NAMESERVICE</c>.</param>
/// <param name="UrlText">The whole token in URL-safe base 64. A secret.</param>
sealed record DelegationToken(string Kind, string Service, string UrlText)
{
    /// <summary>HDFS takes it: the name node's own kind, or the one that WebHDFS issues.</summary>
    public bool IsForHdfs => Kind is "HDFS_DELEGATION_TOKEN" or "WEBHDFS delegation";
}
