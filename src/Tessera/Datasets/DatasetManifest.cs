using System.Security.Cryptography;
using System.Text;

namespace Tessera.Datasets;

/// <summary>
/// <c>dataset.json</c>: what a dataset holds (docs/formats.md). Written last; a folder without it is no dataset.
/// </summary>
public sealed record DatasetManifest
{
    public const string FileName = "dataset.json";

    /// <summary>The version of the format that this program writes, and the newest that it reads.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Name { get; init; }

    /// <summary>The identity of the stage that made it.</summary>
    public required string Identity { get; init; }

    /// <summary>SHA-256 over the shards' names and hashes: the same for the same content.</summary>
    public required string Checksum { get; init; }

    public required string[] Classes { get; init; }

    public required ImageShape Image { get; init; }

    /// <summary>Mean of each channel over the split <c>train</c>, in units of pixel / 255.</summary>
    public required double[] ChannelMean { get; init; }

    /// <summary>
    /// Population standard deviation of each channel over the split <c>train</c>, in units of pixel / 255.
    /// </summary>
    public required double[] ChannelStd { get; init; }

    public required SplitManifest[] Splits { get; init; }

    internal int ShardCount => Splits.Sum(split => split.Shards.Length);

    internal IEnumerable<ShardManifest> Shards => Splits.SelectMany(split => split.Shards);

    internal static string ChecksumOf(IEnumerable<ShardManifest> shards)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var shard in shards)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{PixelShard.PixelsName(shard.Name)} {shard.Sha256}\n"));
            hash.AppendData(Encoding.UTF8.GetBytes($"{PixelShard.SidecarName(shard.Name)} {shard.SidecarSha256}\n"));
        }

        return Storage.Checksum.Hex(hash.GetHashAndReset());
    }
}
