namespace Tessera.Networks;

/// <summary>Whether batch normalisation multiplies a channel by a trained number.</summary>
public enum NormalizationScale
{
    /// <summary>Trained, from one.</summary>
    Trained,

    /// <summary>One for ever: there is no such parameter.</summary>
    One,
}
