using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Integers that are computed while a plan runs and say where elements are.</summary>
static class Indices
{
    /// <exception cref="TesseraException">They are no integers.</exception>
    public static void RequireIntegers(Operand indices)
    {
        if (indices.Type is not (ElementType.Int32 or ElementType.Int64 or ElementType.UInt8))
        {
            throw TesseraException.User($"its indices are {indices.Type}; integers are needed");
        }
    }

    /// <summary>All of them.</summary>
    public static long[] Read(Execution run, Operand indices)
    {
        var read = new long[indices.Shape.ElementCount];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = indices.Type switch
            {
                ElementType.Int32 => run.Read<int>(indices)[i],
                ElementType.Int64 => run.Read<long>(indices)[i],
                _ => run.Read<byte>(indices)[i],
            };
        }

        return read;
    }

    /// <summary>The index itself.</summary>
    /// <exception cref="TesseraException">It is not from 0 to <paramref name="extent"/> − 1.</exception>
    public static int Require(long index, int extent) => index >= 0 && index < extent
        ? (int)index
        : throw TesseraException.User($"there is no index {index} among {extent}");
}
