using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Matrices;

/// <summary>
/// How the right-hand matrix of a product lies in memory: panels of two lanes of columns, [panel][step][column]; the
/// last panel is one lane wide where that suffices, and zeros fill it up.
/// </summary>
readonly record struct Panels(int Steps, int Columns, int LaneWidth)
{
    public int Width => 2 * LaneWidth;

    public int Count => LaneSizes.CeilingDivide(Columns, Width);

    /// <summary>Columns with the zeros.</summary>
    public int PaddedColumns => LaneSizes.RoundUp(Columns, LaneWidth);

    /// <summary>Floats of all panels.</summary>
    public int Length => checked(Steps * PaddedColumns);

    public int FirstColumn(int panel) => panel * Width;

    public int WidthOf(int panel) => Math.Min(Width, PaddedColumns - FirstColumn(panel));

    public long OffsetOf(int panel) => (long)FirstColumn(panel) * Steps;

    /// <summary>Packs matrix[step·stepStride + column·columnStride], one panel.</summary>
    public unsafe void Pack(int panel, float* matrix, nint stepStride, nint columnStride, float* packed)
    {
        var (first, width) = (FirstColumn(panel), WidthOf(panel));
        var used = Math.Min(width, Columns - first);
        var target = packed + OffsetOf(panel);
        for (var step = 0; step < Steps; step++, target += width)
        {
            var source = matrix + (step * stepStride) + (first * columnStride);
            for (var column = 0; column < used; column++)
            {
                target[column] = source[column * columnStride];
            }

            new Span<float>(target + used, width - used).Clear();
        }
    }
}
