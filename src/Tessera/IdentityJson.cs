using System.Text.Json.Serialization;

namespace Tessera;

/// <summary>
/// Records as identities hash them. Nothing here may change, not even how a name is spelt: other text is another
/// identity, and what was made before would not be found.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Models.Feeding.ModelFeed))]
[JsonSerializable(typeof(Training.Recipe))]
sealed partial class IdentityJson : JsonSerializerContext;
