namespace Tessera.Kernels.Matrices;

/// <summary>A row of zeros that never moves: what sums start from.</summary>
static unsafe class Zeros
{
    const int Length = 64; // two of the widest lanes, and to spare

    static readonly NativeBuffer<float> s_zeros = new(Length);

    public static float* First => s_zeros.First;
}
