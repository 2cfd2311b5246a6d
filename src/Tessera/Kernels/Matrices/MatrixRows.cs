namespace Tessera.Kernels.Matrices;

/// <summary>Where the rows of a matrix lie.</summary>
readonly unsafe struct MatrixRows(float* first, nint stride)
{
    public float* First { get; } = first;

    /// <summary>Floats from a row to the next.</summary>
    public nint Stride { get; } = stride;
}
