using System.Buffers.Text;
using System.Text;

namespace Tessera.Tests.Storage;

/// <summary>Writes files of credentials as Hadoop does.</summary>
static class TokenFiles
{
    /// <summary>Puts a token into a file, once a service; its kind and service are replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it shall be for.</param>
    /// <param name="services">Who shall take it.</param>
    /// <param name="urlText">The token, as the name node gives it out.</param>
    public static void Write(string path, string kind, IReadOnlyList<string> services, string urlText)
    {
        var token = Base64Url.DecodeFromChars(urlText);
        var identifier = 1 + token[0];
        var password = 1 + token[identifier];
        var tokens = services.SelectMany<string, byte>(service =>
            [.. Text($"for {service}"), .. token[..(identifier + password)], .. Text(kind), .. Text(service)]);
        File.WriteAllBytes(path, [.. "HDTS\0"u8, (byte)services.Count, .. tokens, 0]);
    }

    static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
