using System.Collections.Immutable;

namespace Tessera.Storage.Hdfs;

/// <summary>Where a URL leads: a cluster's name nodes and a path in it.</summary>
/// <param name="Url">The folder, with its scheme and without a slash at the end.</param>
/// <param name="Path">Absolute path, not encoded; "" for the root of the file system.</param>
/// <param name="NameNodes">The addresses of WebHDFS, one a name node: <c>http://HOST:PORT</c>.</param>
/// <param name="User">Who files belong to.</param>
/// <param name="Token">A delegation token, sent instead of the user's name; null without one. A secret.</param>
/// <param name="Trust">How sure it is that the cluster is there.</param>
/// <param name="Advice">What to do when no name node answers.</param>
sealed record HdfsLocation(
    string Url, string Path, ImmutableArray<Uri> NameNodes, string User, string? Token, HdfsTrust Trust, string Advice)
{
    /// <summary>What tells one cluster, as one user, from another.</summary>
    public string Key => $"{string.Join(',', NameNodes.AsEnumerable())} {User} {Token}";
}
