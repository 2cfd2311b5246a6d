namespace Tessera.Datasets.Sources.Pickle;

/// <summary>The only names that a pickle may refer to: what NumPy arrays and bytes are made with.</summary>
enum PickleGlobal
{
    /// <summary>numpy.core.multiarray._reconstruct: an empty array that a BUILD fills.</summary>
    Reconstruct,

    /// <summary>numpy.core.numeric._frombuffer: an array around bytes (protocol 5).</summary>
    FromBuffer,

    /// <summary>numpy.ndarray: only as an argument of _reconstruct.</summary>
    Array,

    /// <summary>numpy.dtype.</summary>
    ElementType,

    /// <summary>_codecs.encode: bytes, as Python 3 writes them in protocol 2.</summary>
    Encode,
}
