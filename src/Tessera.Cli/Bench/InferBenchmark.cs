namespace Tessera.Cli.Bench;

/// <summary>
/// Runtimes take turns, so that all see the same machine. For each the best batch size counts, and the better of one call
/// on all threads and one call a thread side by side.
/// </summary>
sealed class InferBenchmark(IReadOnlyList<Contender> contenders, int threads, IReadOnlyList<int> batches, double seconds)
{
    const int Turns = 5;
    const int CheckedImages = 4;
    const double WarmUp = 2; // seconds

    // float32 through some dozen layers, in another order
    const double Tolerance = 1e-3;

    /// <summary>Refuses to time runtimes that compute something else.</summary>
    /// <exception cref="TesseraException">They do not agree with the first.</exception>
    public async Task RequireAgreementAsync(CancellationToken cancellation)
    {
        var expected = await contenders[0].OutputsAsync(CheckedImages, cancellation);
        foreach (var contender in contenders.Skip(1))
        {
            var actual = await contender.OutputsAsync(CheckedImages, cancellation);
            var largest = expected.Max(Math.Abs);
            if (actual.Length != expected.Length
                || expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max() > Tolerance * largest)
            {
                throw TesseraException.User($"{contender.Name} does not compute what {contenders[0].Name} does");
            }
        }
    }

    /// <summary>Finds each runtime's best way, then measures that in turns.</summary>
    public async Task<IReadOnlyList<InferResult>> RunAsync(CancellationToken cancellation)
    {
        var best = new List<Load>();
        foreach (var contender in contenders)
        {
            best.Add(await BestAsync(contender, cancellation));
        }

        var rates = contenders.Select(_ => new List<double>()).ToList();
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                rates[i].Add(await contenders[i].RateAsync(best[i], cancellation));
            }
        }

        return
        [
            .. contenders.Select((contender, i) => new InferResult(
                contender.Name, best[i], [.. rates[i].Order()], contender.PeakMemory())),
        ];
    }

    async Task<Load> BestAsync(Contender contender, CancellationToken cancellation)
    {
        (double Rate, Load Load) best = default;
        foreach (var sessions in new[] { 1, threads }.Distinct())
        {
            // compilers and thread pools settle first
            _ = await contender.RateAsync(new Load(batches[0], sessions, threads / sessions, WarmUp), cancellation);
        }

        foreach (var batch in batches)
        {
            foreach (var sessions in new[] { 1, threads }.Distinct())
            {
                var load = new Load(batch, sessions, threads / sessions, seconds);
                var rate = await contender.RateAsync(load, cancellation);
                best = rate > best.Rate ? (rate, load) : best;
            }
        }

        return best.Load;
    }
}
