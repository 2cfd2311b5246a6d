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
}
