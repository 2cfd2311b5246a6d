using Tessera.Storage;

namespace Tessera.Datasets;

/// <summary>
/// A shard: name ([a-z0-9-]), number of images, size of its pixel file in bytes and SHA-256 of its two files.
/// </summary>
public sealed record ShardManifest(string Name, int Images, long Bytes, Digest Sha256, Digest SidecarSha256);
