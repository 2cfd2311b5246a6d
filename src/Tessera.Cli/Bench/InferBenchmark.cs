namespace Tessera.Cli.Bench;

/// <summary>
/// Runtimes take turns, so that all see the same machine; each is used in its best way.
/// </summary>
sealed class InferBenchmark(
    IReadOnlyList<Contender> contenders, int threads, IReadOnlyList<int> batches, double seconds)
{
    const int Turns = 5;
    const int CheckedImages = 4;

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
            best.Add(await BestLoad.FindAsync(contender, threads, batches, seconds, cancellation));
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
}
