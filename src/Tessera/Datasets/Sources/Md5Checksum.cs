using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tessera.Datasets.Sources;

/// <summary>
/// MD5 as lower-case hexadecimal digits: what publishers of data sets give. It finds damage, not malice.
/// </summary>
static class Md5Checksum
{
    const int BufferBytes = 1 << 16;

    public static string Of(string path, Action<long> onBytes, CancellationToken cancellation)
    {
        using var hash = Start();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var buffer = new byte[BufferBytes];
        for (var done = 0L; stream.Read(buffer) is var count and > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            onBytes(done += count);
        }

        return Text(hash);
    }

    [SuppressMessage("Security", "CA5351", Justification = "Integrity only: the publishers give MD5.")]
    public static IncrementalHash Start() => IncrementalHash.CreateHash(HashAlgorithmName.MD5);

    public static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
