namespace Tessera.Imaging.Png;

/// <summary>
/// One of Adam7's seven passes: every so many columns and rows, from a first one on (PNG specification, 8.2).
/// </summary>
readonly record struct PngInterlacePass(int Column, int Row, int ColumnStep, int RowStep)
{
    public static IReadOnlyList<PngInterlacePass> All { get; } =
        [
            new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2),
            new(0, 1, 1, 2),
        ];

    /// <summary>The pass's pixels in a row of so many; may be 0.</summary>
    public int Columns(int width) => (int)(((long)width - Column + ColumnStep - 1) / ColumnStep);
}
