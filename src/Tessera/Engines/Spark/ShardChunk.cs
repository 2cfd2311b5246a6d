using Tessera.Datasets;

namespace Tessera.Engines.Spark;

/// <summary>
/// What one statement processes: about a thousand shards, so that Spark's memory does not grow with those of a stage.
/// </summary>
/// <param name="Pattern">Matches the names of their files, and of no shards that are in no chunk.</param>
/// <param name="Shards">The names of those to be processed.</param>
sealed record ShardChunk(string Pattern, IReadOnlyCollection<string> Shards)
{
    /// <summary>Names that differ in so many last characters only, a thousand, are written as one pattern.</summary>
    const int Varying = 3;

    const int Most = 1000;

    /// <summary>All shards, in chunks; runs of a thousand of which none is named cost nothing.</summary>
    public static IEnumerable<ShardChunk> Of(IEnumerable<string> shards)
    {
        var patterns = new List<string>();
        var names = new List<string>();
        foreach (var alike in shards.GroupBy(PatternOf))
        {
            if (patterns.Count > 0 && names.Count + alike.Count() > Most)
            {
                yield return Chunk(patterns, names);
                (patterns, names) = ([], []);
            }

            patterns.Add(alike.Key);
            names.AddRange(alike);
        }

        if (patterns.Count > 0)
        {
            yield return Chunk(patterns, names);
        }
    }

    static ShardChunk Chunk(List<string> patterns, List<string> names) =>
        new(PixelShard.PixelsName(patterns is [var only] ? only : $"{{{string.Join(',', patterns)}}}"), names);

    static string PatternOf(string shard)
    {
        var varying = Math.Min(Varying, shard.Length);
        return shard[..^varying] + new string('?', varying);
    }
}
