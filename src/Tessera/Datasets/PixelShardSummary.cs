using Tessera.Storage;

namespace Tessera.Datasets;

/// <summary>
/// What came of writing a shard. The sums leave out the images that could not be read. Files: pixels, sidecar.
/// </summary>
sealed record PixelShardSummary(
    int Images, int Errors, string? FirstError, ChannelSums Sums, WrittenFile[] Files);
