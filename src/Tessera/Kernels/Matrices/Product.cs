using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Matrices;

/// <summary>
/// C (+)= A·B for one worker: C [Rows][Columns], A[r·RowStride + s·StepStride], B in <see cref="Panels"/>.
/// Nothing outside the three matrices is touched. Every element is one chain of multiply-adds in the order of the
/// steps.
/// </summary>
unsafe struct Product
{
    /// <summary>Steps between two writes of C: a tile of A and a panel of B then fit the first two caches.</summary>
    public const int StepBlock = 512;

    public int Rows;
    public float* A;
    public nint RowStride;
    public nint StepStride;
    public Panels Panels;
    public float* B;
    public int FirstPanel;
    public int EndPanel;
    public float* C;
    public nint CStride;
    public bool Accumulates;

    /// <summary><see cref="ScratchLength"/> floats of this worker.</summary>
    public float* Scratch;

    public static int ScratchLength(KernelSet kernels)
    {
        var (width, rows) = (LaneSizes.WidthOf(kernels), LaneSizes.TileRowsOf(kernels));
        return rows * ((2 * width) + StepBlock);
    }

    public readonly void Multiply<TLane>()
        where TLane : unmanaged, ILane<TLane>
    {
        for (var step = 0; step < Panels.Steps; step += StepBlock)
        {
            for (var row = 0; row < Rows; row += TLane.TileRows)
            {
                MultiplyRows<TLane>(row, step);
            }
        }
    }

    readonly void MultiplyRows<TLane>(int row, int step)
        where TLane : unmanaged, ILane<TLane>
    {
        var steps = Math.Min(StepBlock, Panels.Steps - step);
        var rows = Math.Min(TLane.TileRows, Rows - row);
        var tile = new TileArguments
        {
            A = A + (row * RowStride) + (step * StepStride),
            RowStride = RowStride,
            StepStride = StepStride,
            Steps = steps,
        };
        if (rows < TLane.TileRows)
        {
            CopyRows(ref tile, rows, TLane.TileRows);
        }

        for (var panel = FirstPanel; panel < EndPanel; panel++)
        {
            tile.BStride = Panels.WidthOf(panel);
            tile.B = B + Panels.OffsetOf(panel) + (step * tile.BStride);
            tile.C = C + (row * CStride) + Panels.FirstColumn(panel);
            tile.CStride = CStride;
            var columns = (int)Math.Min(tile.BStride, Panels.Columns - Panels.FirstColumn(panel));
            var accumulates = Accumulates || step > 0;
            if (rows == TLane.TileRows && columns == tile.BStride)
            {
                Compute<TLane>(ref tile, accumulates);
            }
            else
            {
                ComputeEdge<TLane>(tile, rows, columns, accumulates);
            }
        }
    }

    static void Compute<TLane>(ref TileArguments tile, bool accumulates)
        where TLane : unmanaged, ILane<TLane>
    {
        tile.Initial = accumulates ? tile.C : Zeros.First;
        tile.InitialStride = accumulates ? tile.CStride : 0;
        Tiles.Multiply<TLane>(tile, tile.BStride);
    }

    // a tile that would leave C is computed beside it, from the same start, so that its bits are the same
    readonly void ComputeEdge<TLane>(TileArguments tile, int rows, int columns, bool accumulates)
        where TLane : unmanaged, ILane<TLane>
    {
        var c = tile.C;
        var stride = tile.CStride;
        tile.C = Scratch;
        tile.CStride = 2 * TLane.Width;
        for (var row = 0; accumulates && row < rows; row++)
        {
            new Span<float>(c + (row * stride), columns).CopyTo(new(Scratch + (row * tile.CStride), columns));
        }

        Compute<TLane>(ref tile, accumulates);
        for (var row = 0; row < rows; row++)
        {
            new Span<float>(Scratch + (row * tile.CStride), columns).CopyTo(new(c + (row * stride), columns));
        }
    }

    // the last rows of A, then rows that nobody reads
    readonly void CopyRows(ref TileArguments tile, int rows, int tileRows)
    {
        var copy = Scratch + (tileRows * Panels.Width);
        for (var row = 0; row < rows; row++)
        {
            CopyRow(tile.A + (row * tile.RowStride), tile.StepStride, copy + (row * tile.Steps), (int)tile.Steps);
        }

        tile.A = copy;
        tile.RowStride = tile.Steps;
        tile.StepStride = 1;
    }
    static void CopyRow(float* source, nint stride, float* target, int count)
    {
        if (stride == 1)
        {
            new Span<float>(source, count).CopyTo(new(target, count));
            return;
        }

        for (nint step = 0; step < count; step++)
        {
            target[step] = source[step * stride];
        }
    }
}
