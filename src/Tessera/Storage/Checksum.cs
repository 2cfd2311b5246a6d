using System.Security.Cryptography;
using System.Text;

namespace Tessera.Storage;

/// <summary>SHA-256 in lower-case hexadecimal.</summary>
public static class Checksum
{
    public static string Sha256(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static async Task<string> Sha256Async(Stream stream, CancellationToken cancellation) =>
        Hex(await SHA256.HashDataAsync(stream, cancellation));

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
