using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Rows;

/// <summary>What to do with each lane of a [rows][channels] tensor.</summary>
interface IRowMap
{
    /// <param name="offset">Of the lane in the tensor.</param>
    /// <param name="channel">Of the lane's first float.</param>
    /// <param name="count">Floats left in the row; a lane or more is a whole lane.</param>
    void Apply<TLane>(nint offset, nint channel, nint count)
        where TLane : unmanaged, ILane<TLane>;
}
