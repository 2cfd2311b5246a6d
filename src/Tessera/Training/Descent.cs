namespace Tessera.Training;

/// <summary>How a schedule goes from 1 to its end.</summary>
public enum Descent
{
    Linear,

    /// <summary>Half a period of the cosine: slow, fast, slow.</summary>
    Cosine,
}
