using System.Text.Json.Serialization;
using Tessera.Datasets;
using Tessera.Imaging.Resize;
using Tessera.Storage;

namespace Tessera.Pipeline.Preprocess;

/// <summary>
/// Makes every image of a dataset the same size. Pixels stay uint8; they are normalised when a network is fed.
/// </summary>
public sealed record PreprocessSpec : StageSpec
{
    public const string StageName = "preprocess";

    [JsonIgnore]
    public override string Stage => StageName;

    [JsonIgnore]
    public override string Identity => new Identity(StageName)
        .With("input", InputChecksum)
        .With("size", $"{Height}x{Width}")
        .With("resize", Resize)
        .ToString();

    /// <summary>The dataset that is read, as a URL.</summary>
    public required string Input { get; init; }

    public required string InputChecksum { get; init; }

    public required int Height { get; init; }

    public required int Width { get; init; }

    public required ResizeMethod Resize { get; init; }

    [JsonIgnore]
    internal ImageResize Target => new(Height, Width, Resize);

    internal override Folder? ShardFolder => StorageSchemes.Open(Input);

    internal override IEnumerable<string> Urls => [Output, Input];

    internal override bool Accepts(ShardMark mark) => PixelShardMark.IsOne(mark);

    internal Task<Dataset> OpenInputAsync(IReadOnlySet<string> shards, CancellationToken cancellation) =>
        Dataset.OpenPartAsync(Input, InputChecksum, shards, cancellation);
}
