namespace Tessera.Cli.Bench;

/// <summary>
/// The way to use a runtime in which it does most: of some batch sizes the best, and of one call on all threads and one
/// call a thread side by side the better.
/// </summary>
static class BestLoad
{
    const double WarmUp = 2; // seconds

    public static async Task<Load> FindAsync(
        Contender contender, int threads, IReadOnlyList<int> batches, double seconds, CancellationToken cancellation)
    {
        int[] sessions = [.. new[] { 1, threads }.Distinct()];
        foreach (var count in sessions)
        {
            // compilers and thread pools settle first
            _ = await contender.RateAsync(new Load(batches[0], count, threads / count, WarmUp), cancellation);
        }

        (double Rate, Load Load) best = default;
        foreach (var load in batches.SelectMany(
            batch => sessions.Select(count => new Load(batch, count, threads / count, seconds))))
        {
            var rate = await contender.RateAsync(load, cancellation);
            best = rate > best.Rate ? (rate, load) : best;
        }

        return best.Load;
    }
}
