using System.Collections.Concurrent;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// Data nodes that did not answer, for a minute each: the name node takes them for alive for ten and goes on sending
/// us there.
/// </summary>
sealed class AvoidedDataNodes(TimeProvider time)
{
    static readonly TimeSpan s_while = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, long> _since = new(StringComparer.Ordinal);

    /// <summary>For <c>excludedatanodes</c>; null when none is avoided.</summary>
    public string? Names
    {
        get
        {
            foreach (var (node, since) in _since)
            {
                if (time.GetElapsedTime(since) > s_while)
                {
                    _since.TryRemove(node, out _);
                }
            }

            return _since.IsEmpty ? null : string.Join(',', _since.Keys);
        }
    }

    public void Add(string node) => _since[node] = time.GetTimestamp();

    /// <summary>When nobody else is left.</summary>
    public void Clear() => _since.Clear();
}
