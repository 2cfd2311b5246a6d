using System.Text.Json.Serialization;
using Tessera.Datasets;
using Tessera.Pipeline;
using Tessera.Pipeline.Steps;
using Tessera.Results.Report;
using Tessera.Storage;

namespace Tessera;

/// <summary>Every record that Tessera persists as JSON, with one set of options (docs/formats.md).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    Converters = [typeof(KebabEnums)])]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(DatasetManifest))]
[JsonSerializable(typeof(ShardMark))]
[JsonSerializable(typeof(StageSpec))]
[JsonSerializable(typeof(StageTiming))]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(JobOptions))]
[JsonSerializable(typeof(LearningEpoch[]))]
sealed partial class TesseraJson : JsonSerializerContext;
