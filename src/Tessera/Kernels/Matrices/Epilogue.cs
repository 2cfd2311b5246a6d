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
        if (IsIdentity)
        {
            return;
        }

        var column = first;
        for (; column <= end - TLane.Width; column += TLane.Width)
        {
            ApplyLane<TLane>(c + column, stride, rows, column);
        }

        for (var row = 0; column < end && row < rows; row++)
        {
            var place = c + (row * stride) + column;
            var value = LaneMath.LoadPartial<TLane>(place, end - column);
            LaneMath.StorePartial(Apply(value, column, end), place, end - column);
        }
    }

    // One column lane of all rows: its bias stays in a register, and the activation is chosen once.
    void ApplyLane<TLane>(float* c, nint stride, int rows, nint column)
        where TLane : unmanaged, ILane<TLane>
    {
        switch (activation)
        {
            case Activation.None:
                Add<TLane>(c, stride, rows, BiasAt<TLane>(column));
                break;
            case Activation.Relu:
                Clamp(c, stride, rows, BiasAt<TLane>(column), TLane.Create(float.PositiveInfinity));
                break;
            case Activation.Relu6:
                Clamp(c, stride, rows, BiasAt<TLane>(column), TLane.Create(6));
                break;
            default:
                ApplyAny<TLane>(c, stride, rows, column);
                break;
        }
    }

    // Adding a zero changes no value that an activation follows, but for the sign of a zero.
    TLane BiasAt<TLane>(nint column)
        where TLane : unmanaged, ILane<TLane> => bias is null ? TLane.Create(0) : TLane.Load(bias + column);

    static void Add<TLane>(float* c, nint stride, int rows, TLane bias)
        where TLane : unmanaged, ILane<TLane>
    {
        for (; rows > 0; rows--, c += stride)
        {
            (TLane.Load(c) + bias).Store(c);
        }
    }

    static void Clamp<TLane>(float* c, nint stride, int rows, TLane bias, TLane most)
        where TLane : unmanaged, ILane<TLane>
    {
        var least = TLane.Create(0);
        for (; rows > 0; rows--, c += stride)
        {
            TLane.Min(most, TLane.Max(least, TLane.Load(c) + bias)).Store(c);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void ApplyAny<TLane>(float* c, nint stride, int rows, nint column)
        where TLane : unmanaged, ILane<TLane>
    {
        for (; rows > 0; rows--, c += stride)
        {
            Apply(TLane.Load(c), column, column + TLane.Width).Store(c);
        }
    }
}
