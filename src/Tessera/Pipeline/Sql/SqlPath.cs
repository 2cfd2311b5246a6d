using Tessera.Storage;

namespace Tessera.Pipeline.Sql;

/// <summary>Folders in statements of Spark SQL.</summary>
public static class SqlPath
{
    /// <summary>Characters that Spark would read as a pattern, or that would end the name.</summary>
    const string Forbidden = "*?[]{}\\`;$'\"";

    /// <summary>A folder's URL, which Spark takes as it is.</summary>
    /// <exception cref="TesseraException">It has characters that mean something to Spark.</exception>
    public static string Of(Folder folder) => Require(WithScheme(folder.Url));

    /// <summary>Spark takes a path without a scheme for one in its default file system.</summary>
    public static string WithScheme(string url) =>
        url.Contains("://", StringComparison.Ordinal) ? url : $"file://{url}";

    static string Require(string url) =>
        url.FirstOrDefault(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal)) is var found
            && found == default
            ? url
            : throw TesseraException.User(
                $"'{url}' cannot be used with --engine spark because of the character '{found}': not allowed are "
                + $"{string.Join(' ', Forbidden.AsEnumerable())} and control characters; choose another --store");
}
