namespace Tessera.Results;

/// <summary>How well one class is recognised. A quotient by zero is 0, as in scikit-learn.</summary>
public sealed record ClassMetrics
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>Images of this class.</summary>
    public required long Support { get; init; }

    /// <summary>Images that were called this class.</summary>
    public required long Predicted { get; init; }

    /// <summary>Images of this class that were called so.</summary>
    public required long Correct { get; init; }

    /// <summary>Correct / predicted.</summary>
    public required double Precision { get; init; }

    /// <summary>Correct / support.</summary>
    public required double Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required double F1 { get; init; }
}
