using System.Security.Cryptography;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>Bytes that can be made again from their place, so that no test holds a large file.</summary>
static class Pattern
{
    const int Chunk = 1 << 20;

    /// <summary>Writes so many MiB and calls <paramref name="after"/> with the number of each.</summary>
    public static async Task WriteAsync(Stream stream, int mebibytes, Func<int, Task>? after = null)
    {
        var buffer = new byte[Chunk];
        for (var i = 0; i < mebibytes; i++)
        {
            Fill(buffer, i);
            await stream.WriteAsync(buffer);
            await (after?.Invoke(i) ?? Task.CompletedTask);
        }
    }

    /// <summary>Fails unless a stream gives exactly so many MiB of the pattern.</summary>
    public static async Task RequireAsync(Stream stream, int mebibytes, Func<int, Task>? before = null)
    {
        var (expected, actual) = (new byte[Chunk], new byte[Chunk]);
        for (var i = 0; i < mebibytes; i++)
        {
            await (before?.Invoke(i) ?? Task.CompletedTask);
            Fill(expected, i);
            await stream.ReadExactlyAsync(actual);
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"MiB {i} differs");
        }

        Assert.Equal(0, await stream.ReadAsync(actual));
    }

    public static string Sha256(int mebibytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[Chunk];
        for (var i = 0; i < mebibytes; i++)
        {
            Fill(buffer, i);
            hash.AppendData(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A counter would compress and repeat; the multiplier spreads it over all bytes.
    static void Fill(byte[] buffer, int number)
    {
        for (var i = 0; i < buffer.Length; i += sizeof(long))
        {
            BitConverter.TryWriteBytes(buffer.AsSpan(i), ((long)number << 32) + (i * 0x1E3779B97F4A7C15L));
        }
    }
}
