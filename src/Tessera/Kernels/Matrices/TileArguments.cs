namespace Tessera.Kernels.Matrices;

/// <summary>
/// One tile of C = Initial + A·B: C[r][j] = Initial[r][j] + Σ A[r·RowStride + s·StepStride] · B[s·BStride + j],
/// s &lt; Steps. Strides in floats.
/// </summary>
unsafe struct TileArguments
{
    public float* A;
    public nint RowStride;
    public nint StepStride;
    public nint Steps;
    public float* B;
    public nint BStride;
    public float* C;
    public nint CStride;

    /// <summary>
    /// What the sums start from: C itself, or zeros with a stride of 0. (A branch here costs registers.)
    /// </summary>
    public float* Initial;
    public nint InitialStride;
}
