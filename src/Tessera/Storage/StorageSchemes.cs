using System.Buffers;
using Tessera.Storage.Hdfs;

namespace Tessera.Storage;

/// <summary>The one table of URL schemes.</summary>
public static class StorageSchemes
{
    static readonly Dictionary<string, Func<string, IStorage>> s_schemes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["file"] = url => new FileStorage(LocalPath(url)),
        [HdfsUrl.RpcScheme] = OpenHdfs,
        [HdfsUrl.HttpScheme] = OpenHdfs,
    };

    static readonly SearchValues<char> s_schemeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>Opens a folder from a path or a URL. It need not exist yet.</summary>
    /// <exception cref="TesseraException">The scheme is unknown.</exception>
    public static Folder Open(string url)
    {
        var scheme = Scheme(url) ?? "file";
        if (!s_schemes.TryGetValue(scheme, out var open))
        {
            throw TesseraException.User(
                $"unknown storage '{url}': scheme '{scheme}' is none of {string.Join(", ", s_schemes.Keys)}");
        }

        return new Folder(open(url), "");
    }

    static HdfsStorage OpenHdfs(string url) => HdfsStorage.Open(url, HdfsSettings.FromEnvironment());

    /// <summary>What stands before <c>:/</c>; not a single letter, which is a drive, nor a part of a path.</summary>
    static string? Scheme(string url)
    {
        var colon = url.IndexOf(":/", StringComparison.Ordinal);
        return colon > 1 && url.AsSpan(0, colon).IndexOfAnyExcept(s_schemeCharacters) < 0 ? url[..colon] : null;
    }

    static string LocalPath(string url)
    {
        if (Scheme(url) is not { } scheme)
        {
            return url;
        }

        var rest = url[(scheme.Length + 1)..];
        var full = rest.StartsWith("//", StringComparison.Ordinal) ? $"file:{rest}" : $"file://{rest}";
        return Uri.TryCreate(full, UriKind.Absolute, out var uri) && uri.Host.Length == 0
            ? uri.LocalPath
            : throw TesseraException.User(
                $"'{url}' is no file URL: allowed are file:///FOLDER, file:/FOLDER and plain paths");
    }
}
