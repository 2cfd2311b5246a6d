using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Rows;

/// <summary>Two terms of each lane of a [rows][channels] tensor that are summed over the rows.</summary>
interface IRowSum
{
    /// <inheritdoc cref="IRowMap.Apply"/>
    (TLane First, TLane Second) Terms<TLane>(nint offset, nint channel, nint count)
        where TLane : unmanaged, ILane<TLane>;
}
