using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tessera.Kernels.Lanes;

/// <summary>512-bit vectors.</summary>
readonly unsafe struct Lane16(Vector512<float> value) : ILane<Lane16>
{
    readonly Vector512<float> _value = value;

    public static int Width => 16;

    public static int TileRows => 12;

    public static Lane16 Create(float value) => new(Vector512.Create(value));

    public static Lane16 Load(float* source) => new(Vector512.Load(source));

    public void Store(float* target) => _value.Store(target);

    public static Lane16 operator +(Lane16 left, Lane16 right) => new(left._value + right._value);

    public static Lane16 operator -(Lane16 left, Lane16 right) => new(left._value - right._value);

    public static Lane16 operator *(Lane16 left, Lane16 right) => new(left._value * right._value);

    public static Lane16 operator /(Lane16 left, Lane16 right) => new(left._value / right._value);

    public static Lane16 MultiplyAdd(Lane16 left, Lane16 right, Lane16 addend) =>
        new(Avx512F.FusedMultiplyAdd(left._value, right._value, addend._value));

    public static Lane16 Max(Lane16 left, Lane16 right) => new(Vector512.MaxNative(left._value, right._value));

    public static Lane16 Min(Lane16 left, Lane16 right) => new(Vector512.MinNative(left._value, right._value));

    public static Lane16 SelectGreater(Lane16 left, Lane16 right, Lane16 larger, Lane16 otherwise) => new(
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(left._value, right._value), larger._value, otherwise._value));

    public static Lane16 Round(Lane16 value) => new(Vector512.Round(value._value));

    public static Lane16 ScaleByPowerOfTwo(Lane16 value, Lane16 exponent)
    {
        var bits = (Vector512.ConvertToInt32Native(exponent._value) + Vector512.Create(127)) << 23;
        return new(value._value * bits.AsSingle());
    }

    public static Lane16 LoadBytes(byte* source) =>
        new(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.Load(source))));

    public void StoreBytes(byte* target) =>
        Avx512F.ConvertToVector128Byte(Vector512.ConvertToInt32Native(_value)).Store(target);
}
