using System.Runtime.Intrinsics;

namespace Tessera.Kernels.Lanes;

/// <summary>
/// 128-bit vectors. Products and sums are rounded separately, which gives the same bits on every machine.
/// </summary>
readonly unsafe struct Lane4(Vector128<float> value) : ILane<Lane4>
{
    readonly Vector128<float> _value = value;

    public static int Width => 4;

    public static int TileRows => 6;

    public static Lane4 Create(float value) => new(Vector128.Create(value));

    public static Lane4 Load(float* source) => new(Vector128.Load(source));

    public void Store(float* target) => _value.Store(target);

    public static Lane4 operator +(Lane4 left, Lane4 right) => new(left._value + right._value);

    public static Lane4 operator -(Lane4 left, Lane4 right) => new(left._value - right._value);

    public static Lane4 operator *(Lane4 left, Lane4 right) => new(left._value * right._value);

    public static Lane4 operator /(Lane4 left, Lane4 right) => new(left._value / right._value);

    public static Lane4 MultiplyAdd(Lane4 left, Lane4 right, Lane4 addend) =>
        new((left._value * right._value) + addend._value);

    public static Lane4 Max(Lane4 left, Lane4 right) => new(Vector128.MaxNative(left._value, right._value));

    public static Lane4 Min(Lane4 left, Lane4 right) => new(Vector128.MinNative(left._value, right._value));

    public static Lane4 SelectGreater(Lane4 left, Lane4 right, Lane4 larger, Lane4 otherwise) => new(
        Vector128.ConditionalSelect(
            Vector128.GreaterThan(left._value, right._value), larger._value, otherwise._value));

    public static Lane4 Round(Lane4 value) => new(Vector128.Round(value._value));

    public static Lane4 ScaleByPowerOfTwo(Lane4 value, Lane4 exponent)
    {
        var bits = (Vector128.ConvertToInt32Native(exponent._value) + Vector128.Create(127)) << 23;
        return new(value._value * bits.AsSingle());
    }

    public static Lane4 LoadBytes(byte* source) => new(Vector128.ConvertToSingle(
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)source).AsByte())).AsInt32()));

    public void StoreBytes(byte* target) => *(uint*)target =
        Vector128.Narrow(
            Vector128.Narrow(Vector128.ConvertToInt32Native(_value), default).AsUInt16(),
            default).AsUInt32().ToScalar();
}
