using System.Runtime.CompilerServices;

namespace Tessera.Pipeline;

/// <summary>
/// Overlaps the waits for a storage that is far away: some reads are under way at once, and what they give comes out in
/// order.
/// </summary>
static class ReadAhead
{
    /// <summary>Enough to hide the latency of a name node, few enough not to burden it.</summary>
    const int Depth = 8;

    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(
        IEnumerable<T> items, Func<T, Task<TResult>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reads = new Queue<Task<TResult>>(Depth);
        try
        {
            foreach (var item in items)
            {
                if (reads.Count == Depth)
                {
                    yield return await reads.Dequeue();
                }

                cancellation.ThrowIfCancellationRequested();
                reads.Enqueue(read(item));
            }

            while (reads.Count > 0)
            {
                yield return await reads.Dequeue();
            }
        }
        finally
        {
            // Left over after a failure, which is the one to report.
            await Task.WhenAll(reads).ContinueWith(
                all => all.Exception,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }
}
