using Tessera.Storage;

namespace Tessera.Pipeline.Sql;

/// <summary>Folders in statements of Spark SQL.</summary>
public static class SqlPath
{
    /// <summary>
    /// Characters that Spark would read as a pattern, or that would end the name: of a statement, or of an archive in
    /// its list of them.
    /// </summary>
    const string Forbidden = "*?[]{}\\`;$'\",#";

    /// <summary>A folder's URL, which Spark takes as it is.</summary>
    /// <exception cref="TesseraException">It has characters that mean something to Spark.</exception>
    public static string Of(Folder folder) => Require(WithScheme(folder.Url));

    /// <summary>Spark takes a path without a scheme for one in its default file system.</summary>
    public static string WithScheme(string url) =>
        url.Contains("://", StringComparison.Ordinal) ? url : $"file://{url}";

    /// <summary>
    /// Characters of a URI that are escaped. Where Spark looks on YARN whether all may read what it ships, it takes the
    /// escaped name of a folder for the name, and finds nothing.
    /// </summary>
    const string ForbiddenOnYarn = " %<>^|";

    /// <exception cref="TesseraException">Spark cannot ship a file of this folder to YARN's nodes.</exception>
    public static void RequireShippable(Folder folder)
    {
        var culprit = folder.Url.FirstOrDefault(c => ForbiddenOnYarn.Contains(c, StringComparison.Ordinal));
        if (culprit != default && folder.Url.Contains("://", StringComparison.Ordinal))
        {
            throw TesseraException.User(
                $"'{folder.Url}' cannot be used with --master yarn because of the character '{culprit}', under which "
                + "Spark does not find what it ships: choose another --store");
        }
    }

    /// <summary>
    /// A file's URL for an option of Spark's, which takes URIs: what is no letter, digit or '/' of the path is escaped.
    /// </summary>
    public static string AsUri(string url)
    {
        var whole = WithScheme(url);
        var path = whole.IndexOf('/', whole.IndexOf("://", StringComparison.Ordinal) + 3);
        return whole[..path] + string.Join('/', whole[path..].Split('/').Select(Uri.EscapeDataString));
    }

    static string Require(string url) =>
        url.FirstOrDefault(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal)) is var found
            && found == default
            ? url
            : throw TesseraException.User(
                $"'{url}' cannot be used with --engine spark because of the character '{found}': not allowed are "
                + $"{string.Join(' ', Forbidden.AsEnumerable())} and control characters; choose another --store");
}
