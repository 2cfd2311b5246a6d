using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Rows;

/// <summary>Applies a map to every lane of a [rows][channels] tensor; each lane is independent of all others.</summary>
static class RowMap
{
    // floats of an item: long against the cost of claiming it, short enough to spread evenly
    const int ItemFloats = 32 * 1024;

    public static void Run<TMap>(KernelSession session, int rows, int channels, TMap map)
        where TMap : struct, IRowMap
    {
        var rowsPerItem = Math.Max(1, ItemFloats / channels);
        session.Run(LaneSizes.CeilingDivide(rows, rowsPerItem), new Work<TMap>(rows, channels, rowsPerItem, map));
    }

    /// <summary>A tensor without channels: cut into rows of one item.</summary>
    public static void RunFlat<TMap>(KernelSession session, int length, TMap map)
        where TMap : struct, IRowMap =>
        session.Run(LaneSizes.CeilingDivide(length, ItemFloats), new FlatWork<TMap>(length, map));

    readonly struct Work<TMap>(int rows, int channels, int rowsPerItem, TMap map) : ILaneWork
        where TMap : struct, IRowMap
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var end = Math.Min(rows, (long)(item + 1) * rowsPerItem);
            for (var row = (long)item * rowsPerItem; row < end; row++)
            {
                for (nint channel = 0; channel < channels; channel += TLane.Width)
                {
                    map.Apply<TLane>((nint)(row * channels) + channel, channel, channels - channel);
                }
            }
        }
    }

    readonly struct FlatWork<TMap>(int length, TMap map) : ILaneWork
        where TMap : struct, IRowMap
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            nint start = item * ItemFloats;
            var end = Math.Min(length, start + ItemFloats);
            for (var i = start; i < end; i += TLane.Width)
            {
                map.Apply<TLane>(i, i, end - i);
            }
        }
    }
}
