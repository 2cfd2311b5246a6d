using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Tessera.Pipeline;

/// <summary>
/// Options from a file: JSON with members of <see cref="JobOptions"/>, named as in <c>run.json</c>, all optional. An
/// unknown one is an error, because a misspelt option would otherwise be silently the default.
/// </summary>
public static class JobFile
{
    static readonly JsonSerializerOptions s_options = new(TesseraJson.Default.Options)
    {
        // Generated code would lose the defaults of init-only members.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="TesseraException">There is no such file, or it is not what it should be.</exception>
    public static JobOptions Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), TypeOf<JobOptions>())
                ?? throw new JsonException("it is null");
        }
        catch (JsonException failure)
        {
            throw TesseraException.User($"job file '{path}'{Place(failure)}: {Reason(failure)}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TesseraException.User($"cannot read the job file: {failure.Message}", failure);
        }
    }

    static string Place(JsonException failure) => failure.LineNumber is { } line ? $", line {line + 1}" : "";

    static string Reason(JsonException failure) => JsonFault.Describe(failure, TypeOf<JobOptions>(), "option");

    static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T));
}
