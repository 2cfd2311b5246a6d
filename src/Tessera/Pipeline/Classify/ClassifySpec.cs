using System.Text.Json;
using System.Text.Json.Serialization;
using Tessera.Datasets;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline.Preprocess;
using Tessera.Storage;

namespace Tessera.Pipeline.Classify;

/// <summary>Runs a model over every image of a split and keeps what it says.</summary>
public sealed record ClassifySpec : StageSpec
{
    public const string StageName = "classify";

    [JsonIgnore]
    public override string Stage => StageName;

    [JsonIgnore]
    public override string Identity => new Identity(StageName)
        .With("input", Resize is null ? InputChecksum : $"{InputChecksum} {Resize}")
        .With("model", ModelChecksum)
        .With("split", Split)
        .With("top", TopK)
        .With("augmentation", TestTimeAugmentation)
        .With("runtime", Runtime)
        .With("kernels", Kernels)
        .With("signature", Signature)
        .With("feed", Feed is null ? null : JsonSerializer.Serialize(Feed, IdentityJson.Default.ModelFeed))
        .ToString();

    /// <summary>The dataset, as a URL.</summary>
    public required string Input { get; init; }

    public required string InputChecksum { get; init; }

    /// <summary>The size that images are brought to as they are read. Null: they keep their own.</summary>
    public ImageResize? Resize { get; init; }

    /// <summary>The SavedModel folder, as a URL.</summary>
    public required string Model { get; init; }

    public required string ModelChecksum { get; init; }

    public required string Split { get; init; }

    /// <summary>How many of the likeliest classes are kept.</summary>
    public required int TopK { get; init; }

    public required TestTimeAugmentation TestTimeAugmentation { get; init; }

    public ModelRuntime Runtime { get; init; }

    /// <summary>The resolved kernel set: results may differ between sets in the last bits.</summary>
    public required string Kernels { get; init; }

    /// <summary>The signature that is called.</summary>
    public string Signature { get; init; } = Models.Signature.DefaultName;

    /// <summary>How images enter a model that does not say it itself, or otherwise than it says.</summary>
    public ModelFeed? Feed { get; init; }

    internal override Folder? ShardFolder => StorageSchemes.Open(Input);

    internal override Folder ShardOutput => OpenOutput().Sub(ClassifyStage.FolderName);

    internal override IEnumerable<string> Urls => [Output, Input, Model];

    internal override bool Accepts(ShardMark mark) =>
        mark.Files.Length == 1 && mark.Predictions is { } counts && counts.Images == mark.Images;

    internal Task<Dataset> OpenInputAsync(CancellationToken cancellation) =>
        Dataset.OpenUnchangedAsync(Input, InputChecksum, cancellation);

    internal Task<Dataset> OpenInputAsync(IReadOnlySet<string> shards, CancellationToken cancellation) =>
        Dataset.OpenPartAsync(Input, InputChecksum, shards, cancellation);
}
