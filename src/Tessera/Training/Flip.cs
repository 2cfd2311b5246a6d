namespace Tessera.Training;

/// <summary>Which training images are mirrored left to right.</summary>
public enum Flip
{
    None,

    /// <summary>Each with probability one half, drawn anew every epoch.</summary>
    Random,

    /// <summary>
    /// Half of them in the first epoch, and every second epoch the others: no image repeats its side.
    /// </summary>
    Alternating,
}
