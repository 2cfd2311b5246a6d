namespace Tessera.Cli.Bench;

/// <summary>
/// What a model does without a job around it, on inputs that lie in memory: the peer of <see cref="JobBenchmark"/>,
/// measured in the same run because machines drift.
/// </summary>
sealed class BareInference : IDisposable
{
    const double Seconds = 1.5;

    /// <summary>One that suits a core's cache and one that suits TensorFlow.</summary>
    static readonly int[] s_batches = [8, 64];

    readonly IReadOnlyList<Contender> _contenders;
    readonly List<Load> _loads = [];

    BareInference(IReadOnlyList<Contender> contenders) => _contenders = contenders;

    /// <summary>Starts each runtime that is there, and finds its best way.</summary>
    public static async Task<BareInference> StartAsync(
        string model, string kernels, int threads, CancellationToken cancellation)
    {
        var bare = new BareInference(Contenders.Start(model, kernels, tensorFlow: null));
        try
        {
            foreach (var contender in bare._contenders)
            {
                bare._loads.Add(
                    await BestLoad.FindAsync(contender, threads, s_batches, Seconds, cancellation));
            }
        }
        catch
        {
            bare.Dispose();
            throw;
        }

        return bare;
    }

    /// <summary>Images a second of the runtime that does most.</summary>
    public async Task<double> RateAsync(CancellationToken cancellation)
    {
        var best = 0.0;
        foreach (var (contender, load) in _contenders.Zip(_loads))
        {
            best = Math.Max(best, await contender.RateAsync(load, cancellation));
        }

        return best;
    }

    public void Dispose()
    {
        foreach (var contender in _contenders)
        {
            contender.Dispose();
        }
    }
}
