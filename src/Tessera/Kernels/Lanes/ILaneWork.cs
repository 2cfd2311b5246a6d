namespace Tessera.Kernels.Lanes;

/// <summary>An <see cref="IWork"/> written once for every lane; the session's kernel set chooses which.</summary>
interface ILaneWork
{
    void Execute<TLane>(int item, int worker)
        where TLane : unmanaged, ILane<TLane>;
}
