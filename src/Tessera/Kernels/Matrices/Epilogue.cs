using System.Runtime.CompilerServices;
using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Matrices;

/// <summary>
/// What happens to the outputs of a product before they leave the cache: bias [columns] or null, activation.
/// </summary>
readonly unsafe struct Epilogue(float* bias, Activation activation)
{
    public bool IsIdentity => bias is null && activation == Activation.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane value, nint column, nint columns)
        where TLane : unmanaged, ILane<TLane>
    {
        var sum = bias is null ? value : value + LaneMath.LoadPartial<TLane>(bias + column, columns - column);
        return LaneMath.Activate(activation, sum);
    }

    /// <summary>Applies to columns [first, end) of rows in place.</summary>
    public void Apply<TLane>(float* c, nint stride, int rows, nint first, nint end)
        where TLane : unmanaged, ILane<TLane>
    {
        for (var row = 0; !IsIdentity && row < rows; row++, c += stride)
        {
            for (var column = first; column < end; column += TLane.Width)
            {
                var value = LaneMath.LoadPartial<TLane>(c + column, end - column);
                LaneMath.StorePartial(Apply(value, column, end), c + column, end - column);
            }
        }
    }
}
