using System.Text.Json.Serialization;
using Tessera.Datasets;
using Tessera.Pipeline;
using Tessera.Pipeline.Steps;
using Tessera.Results.Report;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera;

/// <summary>Every record that Tessera persists as JSON, with one set of options (docs/formats.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(DatasetManifest))]
[JsonSerializable(typeof(ShardMark))]
[JsonSerializable(typeof(StageSpec))]
[JsonSerializable(typeof(StageTiming))]
[JsonSerializable(typeof(Models.Feeding.ModelFeed))]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(JobOptions))]
[JsonSerializable(typeof(LearningEpoch[]))]
[JsonSerializable(typeof(Recipe))]
sealed partial class TesseraJson : JsonSerializerContext;
