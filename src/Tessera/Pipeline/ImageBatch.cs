using Tessera.Datasets;

namespace Tessera.Pipeline;

/// <summary>Some records of a shard with their pixels, one after the other.</summary>
sealed record ImageBatch(IReadOnlyList<ImageRecord> Records, ReadOnlyMemory<byte> Pixels);
