namespace Tessera.Results.Report;

/// <summary>Everything that the report shows. What is empty or absent has no section.</summary>
public sealed record ReportData
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Created { get; init; }

    public required Metrics Metrics { get; init; }

    /// <summary>As many classes as <see cref="Metrics"/> has.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    public required ConfidenceHistogram Confidences { get; init; }

    /// <summary>The surest first.</summary>
    public IReadOnlyList<MistakePicture> Mistakes { get; init; } = [];

    /// <summary>In order of epochs.</summary>
    public IReadOnlyList<LearningEpoch> History { get; init; } = [];

    /// <summary>In the order in which they ran.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The command line that makes the run again; null when it is not known.</summary>
    public string? Command { get; init; }

    /// <summary>The resolved options of the run.</summary>
    public IReadOnlyList<Fact> Options { get; init; } = [];

    /// <summary>Tessera, .NET, operating system, processor, kernel set.</summary>
    public IReadOnlyList<Fact> Versions { get; init; } = [];

    /// <summary>The files with the same figures for machines.</summary>
    public IReadOnlyList<DataFile> Files { get; init; } = [];
}
