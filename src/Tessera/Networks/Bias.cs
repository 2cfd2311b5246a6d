namespace Tessera.Networks;

/// <summary>Whether a layer adds a trained number to each of its output channels.</summary>
public enum Bias
{
    None,

    /// <summary>Trained, from zero.</summary>
    Trained,
}
