namespace Tessera.Kernels.Lanes;

/// <summary>The sizes of a kernel set's lanes, for planning outside the kernels.</summary>
static class LaneSizes
{
    public static int WidthOf(KernelSet kernels) => kernels switch
    {
        KernelSet.Avx512 => Lane16.Width,
        KernelSet.Avx2 => Lane8.Width,
        _ => Lane4.Width,
    };

    public static int TileRowsOf(KernelSet kernels) => kernels switch
    {
        KernelSet.Avx512 => Lane16.TileRows,
        KernelSet.Avx2 => Lane8.TileRows,
        _ => Lane4.TileRows,
    };

    public static int RoundUp(int value, int multiple) => checked(value + multiple - 1) / multiple * multiple;

    public static int CeilingDivide(long value, int divisor) => checked((int)((value + divisor - 1) / divisor));
}
