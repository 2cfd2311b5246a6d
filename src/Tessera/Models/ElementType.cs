namespace Tessera.Models;

/// <summary>What one element of a <see cref="Tensor"/> is.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point: images, weights, probabilities.</summary>
    Float32,

    /// <summary>64-bit floating point.</summary>
    Float64,

    /// <summary>32-bit integer: shapes.</summary>
    Int32,

    /// <summary>64-bit integer: shapes and class indices.</summary>
    Int64,

    /// <summary>8-bit unsigned integer: pixels.</summary>
    UInt8,

    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>8-bit integer; the managed runtime computes it as <see cref="Int32"/>.</summary>
    Int8,

    /// <summary>16-bit integer; the managed runtime computes it as <see cref="Int32"/>.</summary>
    Int16,

    /// <summary>16-bit unsigned integer; the managed runtime computes it as <see cref="Int32"/>.</summary>
    UInt16,

    /// <summary>32-bit unsigned integer; the managed runtime computes it as <see cref="Int64"/>.</summary>
    UInt32,

    /// <summary>64-bit unsigned integer; the managed runtime computes it as <see cref="Int64"/>.</summary>
    UInt64,

    /// <summary>16-bit floating point (IEEE 754); the managed runtime computes it as <see cref="Float32"/>.</summary>
    Float16,

    /// <summary>
    /// The upper half of a <see cref="Float32"/>; the managed runtime computes it as <see cref="Float32"/>.
    /// </summary>
    BFloat16,
}
