using System.Diagnostics.CodeAnalysis;

namespace Tessera.Datasets.Npy;

/// <summary>The element types that are read and written: little-endian, as NumPy's names say.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are NumPy's own type names.")]
public enum NpyType
{
    /// <summary><c>|b1</c></summary>
    Bool,

    /// <summary><c>|u1</c></summary>
    UInt8,

    /// <summary><c>&lt;i4</c></summary>
    Int32,

    /// <summary><c>&lt;i8</c></summary>
    Int64,

    /// <summary><c>&lt;f4</c></summary>
    Float32,

    /// <summary><c>&lt;f8</c></summary>
    Float64,
}
