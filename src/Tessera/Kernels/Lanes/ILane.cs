namespace Tessera.Kernels.Lanes;

/// <summary>
/// A vector of floats of one width. Kernels are generic over it, so that each is written once; the JIT compiles them
/// for each width as if by hand.
/// </summary>
unsafe interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>Floats in a lane.</summary>
    static abstract int Width { get; }

    /// <summary>Rows of a matrix tile: as many as the registers hold accumulators for, two lanes a row.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf Create(float value);

    static abstract TSelf Load(float* source);

    void Store(float* target);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>left·right + addend.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>
    /// The larger, in one instruction: where the right one is NaN that; a left one that is NaN may be lost.
    /// </summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The smaller; NaN as in <see cref="Max"/>.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>larger where left &gt; right, else otherwise.</summary>
    static abstract TSelf SelectGreater(TSelf left, TSelf right, TSelf larger, TSelf otherwise);

    /// <summary>The nearest integers, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>value·2^exponent for integers −126 ≤ exponent ≤ 127.</summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf value, TSelf exponent);

    /// <summary>Width bytes as floats.</summary>
    static abstract TSelf LoadBytes(byte* source);

    /// <summary>Width integers below 256, as floats, to bytes.</summary>
    void StoreBytes(byte* target);
}
