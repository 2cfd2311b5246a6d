using System.Text.Json;
using System.Text.Json.Nodes;
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
        TypeInfoResolver = TesseraJson.Default,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    static readonly JsonDocumentOptions s_syntax = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="TesseraException">There is no such file, or it is not what it should be.</exception>
    public static JobOptions Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (JsonException failure)
        {
            throw TesseraException.User($"job file '{path}'{Place(failure)}: {Reason(failure)}", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw TesseraException.User($"cannot read job file '{path}': {DiskFailure.Reason(failure, path)}", failure);
        }
    }

    /// <summary>
    /// The text is checked first, since only then is the place of a fault known. Generated code sets members that a
    /// text lacks to nothing, so the text is laid over the defaults.
    /// </summary>
    static JobOptions Parse(byte[] text)
    {
        _ = JsonSerializer.Deserialize(text, TypeOf<JobOptions>()) ?? throw new JsonException("it is null");
        var options = JsonSerializer.SerializeToNode(new JobOptions(), TypeOf<JobOptions>())!.AsObject();
        Overlay(options, JsonNode.Parse(text, documentOptions: s_syntax)!.AsObject());
        return options.Deserialize(TypeOf<JobOptions>())!;
    }

    static void Overlay(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (value is JsonObject inner && target[name] is JsonObject known)
            {
                Overlay(known, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    static string Place(JsonException failure) => failure.LineNumber is { } line ? $", line {line + 1}" : "";

    static string Reason(JsonException failure) => JsonFault.Describe(failure, TypeOf<JobOptions>(), "option");

    static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)s_options.GetTypeInfo(typeof(T));
}
