using Tessera.Kernels.Lanes;

namespace Tessera.Kernels;

/// <summary>
/// What kernels run on: a kernel set, threads, and scratch that grows to what the largest kernel needs and is then
/// reused. One session runs one kernel at a time; several sessions may share packed weights.
/// </summary>
public sealed unsafe class KernelSession : IDisposable
{
    NativeBuffer<float>? _scratch;

    /// <param name="kernels">A set that this machine supports.</param>
    /// <param name="threads">Threads that compute, the caller included.</param>
    /// <exception cref="TesseraException">This machine lacks the set's instructions.</exception>
    public KernelSession(KernelSet kernels, int threads)
    {
        Kernels = KernelSets.RequireSupported(kernels);
        Workers = new Workers(threads);
    }

    public KernelSet Kernels { get; }

    public Workers Workers { get; }

    /// <summary>Bytes of scratch held now.</summary>
    public long ScratchBytes => (_scratch?.Length ?? 0) * (long)sizeof(float);

    /// <summary>
    /// Scratch of at least that many floats, aligned to 64 bytes, with whatever the last kernel left in it.
    /// </summary>
    internal float* Scratch(long floats)
    {
        if (_scratch is null || _scratch.Length < floats)
        {
            _scratch?.Dispose();
            _scratch = new NativeBuffer<float>(checked((int)floats));
        }

        return _scratch.First;
    }

    /// <summary>Runs a job of items on the workers, with the lanes of the kernel set.</summary>
    internal void Run<TWork>(int items, TWork work)
        where TWork : struct, ILaneWork
    {
        switch (Kernels)
        {
            case KernelSet.Avx512:
                Workers.Run(items, new InLane<TWork, Lane16>(work));
                break;
            case KernelSet.Avx2:
                Workers.Run(items, new InLane<TWork, Lane8>(work));
                break;
            default:
                Workers.Run(items, new InLane<TWork, Lane4>(work));
                break;
        }
    }

    public void Dispose()
    {
        Workers.Dispose();
        _scratch?.Dispose();
    }

    readonly struct InLane<TWork, TLane>(TWork work) : IWork
        where TWork : struct, ILaneWork
        where TLane : unmanaged, ILane<TLane>
    {
        public void Execute(int item, int worker) => work.Execute<TLane>(item, worker);
    }
}
