using System.Text.Json.Serialization;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>
/// A stage as a value: what to do with each shard, from where to where. Tasks open storage and models from it wherever
/// they run. It stands in the output folder as <c>stage.json</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stage")]
[JsonDerivedType(typeof(Ingest.IngestSpec), Ingest.IngestSpec.StageName)]
[JsonDerivedType(typeof(Preprocess.PreprocessSpec), Preprocess.PreprocessSpec.StageName)]
[JsonDerivedType(typeof(Classify.ClassifySpec), Classify.ClassifySpec.StageName)]
public abstract record StageSpec
{
    public const string FileName = "stage.json";

    /// <summary>The stage's name; also the folder of its marks.</summary>
    [JsonIgnore]
    public abstract string Stage { get; }

    /// <summary>The folder that the stage fills, as a URL.</summary>
    public required string Output { get; init; }

    /// <summary>Names the result by everything that decides its bytes.</summary>
    [JsonIgnore]
    public abstract string Identity { get; }

    /// <summary>
    /// The folder of the shards that are read. Null where the input is on this machine only, so that the stage must run
    /// here.
    /// </summary>
    [JsonIgnore]
    internal virtual Folder? ShardFolder => null;

    /// <summary>The folder that the shards' files are written into.</summary>
    [JsonIgnore]
    internal virtual Folder ShardOutput => OpenOutput();

    /// <summary>Every folder that a task opens, as URLs.</summary>
    [JsonIgnore]
    internal abstract IEnumerable<string> Urls { get; }

    /// <summary>Whether a mark holds what those of this stage do: a damaged one may still be one.</summary>
    internal abstract bool Accepts(ShardMark mark);

    internal Folder OpenOutput() => StorageSchemes.Open(Output);
}
