using System.Text.Json;

namespace Tessera.Cli.Cluster;

/// <summary>Members of answers that may lack them: what listens at a port need not be what should.</summary>
static class JsonAnswers
{
    public static JsonElement? Member(this JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member)
            ? member
            : null;

    public static string? Text(this JsonElement? parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    public static int? Whole(this JsonElement? parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number)
            ? number
            : null;

    public static IEnumerable<JsonElement> Elements(this JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } element ? element.EnumerateArray() : [];

    /// <summary>Hadoop puts JSON as text into JSON.</summary>
    public static JsonElement? Parsed(this JsonElement? parent, string name)
    {
        try
        {
            return parent.Text(name) is { } text ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
