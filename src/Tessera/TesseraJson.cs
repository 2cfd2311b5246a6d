using System.Text.Json.Serialization;
using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Imaging.Resize;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;
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
    Converters =
    [
        typeof(KebabEnumConverter<ChannelOrder>),
        typeof(KebabEnumConverter<Descent>),
        typeof(KebabEnumConverter<EngineKind>),
        typeof(KebabEnumConverter<ExportFormat>),
        typeof(KebabEnumConverter<Flip>),
        typeof(KebabEnumConverter<ModelRuntime>),
        typeof(KebabEnumConverter<OnError>),
        typeof(KebabEnumConverter<ResizeMethod>),
        typeof(KebabEnumConverter<TestTimeAugmentation>),
    ])]
[JsonSerializable(typeof(LockHolder))]
[JsonSerializable(typeof(DatasetManifest))]
[JsonSerializable(typeof(ShardMark))]
[JsonSerializable(typeof(StageSpec))]
[JsonSerializable(typeof(StageTiming))]
[JsonSerializable(typeof(RunFile))]
[JsonSerializable(typeof(JobOptions))]
[JsonSerializable(typeof(LearningEpoch[]))]
[JsonSerializable(typeof(int[]))] // labels, read from the npm package
sealed partial class TesseraJson : JsonSerializerContext;
