using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tessera;

/// <summary>What is wrong with a JSON text, in words of the text: the serialiser's are of .NET types.</summary>
static class JsonFault
{
    /// <param name="failure">What the serialiser said.</param>
    /// <param name="root">What the text should have been.</param>
    /// <param name="noun">What members are called in this text: <c>option</c>.</param>
    public static string Describe(JsonException failure, JsonTypeInfo root, string noun)
    {
        var path = Steps(failure.Path);
        if (failure.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            var names = Find(root, path[..^1])?.Properties.Select(property => property.Name) ?? [];
            return $"there is no {noun} '{Text(path)}'; allowed: {string.Join(", ", names)}";
        }

        if (failure.Message.Contains("could not be converted", StringComparison.Ordinal)
            || failure.Message.Contains("doesn't allow setting null", StringComparison.Ordinal)
            || failure.Message.Contains("doesn't allow null", StringComparison.Ordinal))
        {
            var subject = path is [] ? "it" : $"'{Text(path)}'";
            return $"{subject} must be {(Find(root, path) is { } type ? Kind(type) : "of another kind")}";
        }

        if (failure.Message.Contains("Duplicate property", StringComparison.Ordinal))
        {
            return $"'{Text(path)}' is given twice";
        }

        var message = WithoutPlace(failure.Message);
        return path is [] || failure.InnerException is JsonException ? message : $"'{Text(path)}': {message}";
    }

    static string[] Steps(string? path) =>
        path is null ? [] : [.. path.Split('.').Skip(1).Select(step => step.Split('[')[0])];

    static string Text(string[] path) => string.Join('.', path);

    static JsonTypeInfo? Find(JsonTypeInfo root, string[] path)
    {
        var type = root;
        foreach (var step in path)
        {
            var property = type?.Properties.FirstOrDefault(property => property.Name == step);
            type = property is null ? null : type!.Options.GetTypeInfo(property.PropertyType);
        }

        return type;
    }

    static string Kind(JsonTypeInfo type)
    {
        var inner = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return inner == typeof(double) || inner == typeof(float) ? "a number"
            : inner == typeof(int) || inner == typeof(long) ? "a whole number"
            : inner == typeof(ulong) ? "a whole number from 0"
            : inner == typeof(string) ? "a text"
            : inner == typeof(bool) ? "true or false"
            : type.Kind == JsonTypeInfoKind.Enumerable ? "a list"
            : "an object";
    }

    /// <summary>The parser ends its sentences with line and byte; the caller says the line.</summary>
    static string WithoutPlace(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal) is >= 0 and var path ? path
            : message.IndexOf(" LineNumber: ", StringComparison.Ordinal) is >= 0 and var line ? line
            : message.Length;
        return message[..end].TrimEnd('.', ' ');
    }
}
