using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tessera.Kernels.Lanes;

/// <summary>256-bit vectors with fused multiply-add.</summary>
readonly unsafe struct Lane8(Vector256<float> value) : ILane<Lane8>
{
    readonly Vector256<float> _value = value;

    public static int Width => 8;

    public static int TileRows => 6;

    public static Lane8 Create(float value) => new(Vector256.Create(value));

    public static Lane8 Load(float* source) => new(Vector256.Load(source));

    public void Store(float* target) => _value.Store(target);

    public static Lane8 operator +(Lane8 left, Lane8 right) => new(left._value + right._value);

    public static Lane8 operator -(Lane8 left, Lane8 right) => new(left._value - right._value);

    public static Lane8 operator *(Lane8 left, Lane8 right) => new(left._value * right._value);

    public static Lane8 operator /(Lane8 left, Lane8 right) => new(left._value / right._value);

    public static Lane8 MultiplyAdd(Lane8 left, Lane8 right, Lane8 addend) =>
        new(Fma.MultiplyAdd(left._value, right._value, addend._value));

    public static Lane8 Max(Lane8 left, Lane8 right) => new(Vector256.MaxNative(left._value, right._value));

    public static Lane8 Min(Lane8 left, Lane8 right) => new(Vector256.MinNative(left._value, right._value));

    public static Lane8 SelectGreater(Lane8 left, Lane8 right, Lane8 larger, Lane8 otherwise) => new(
        Vector256.ConditionalSelect(
            Vector256.GreaterThan(left._value, right._value), larger._value, otherwise._value));

    public static Lane8 Round(Lane8 value) => new(Vector256.Round(value._value));

    public static Lane8 ScaleByPowerOfTwo(Lane8 value, Lane8 exponent)
    {
        var bits = (Vector256.ConvertToInt32Native(exponent._value) + Vector256.Create(127)) << 23;
        return new(value._value * bits.AsSingle());
    }

    public static Lane8 LoadBytes(byte* source) => new(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(source)));

    public void StoreBytes(byte* target) => Vector64.Narrow(
        Vector128.Narrow(
            Vector256.ConvertToInt32Native(_value).GetLower(),
            Vector256.ConvertToInt32Native(_value).GetUpper()).AsUInt16().GetLower(),
        Vector128.Narrow(
            Vector256.ConvertToInt32Native(_value).GetLower(),
            Vector256.ConvertToInt32Native(_value).GetUpper()).AsUInt16().GetUpper()).Store(target);
}
