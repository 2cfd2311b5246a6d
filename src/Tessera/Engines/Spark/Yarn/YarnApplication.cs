using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>An application as YARN's REST API tells it.</summary>
/// <param name="Id">Such as <c>application_1796000000000_0001</c>.</param>
/// <param name="State">Such as <c>ACCEPTED</c>, until a container is found for its master.</param>
/// <param name="Diagnostics">What YARN has to say of that; "" for nothing.</param>
sealed partial record YarnApplication(string Id, string State, string Diagnostics)
{
    const int LongestDiagnostics = 300;

    /// <summary>The first of a list; null when it is empty.</summary>
    /// <exception cref="JsonException">It is not what the API answers.</exception>
    public static YarnApplication? Parse(ReadOnlyMemory<byte> json)
    {
        var list = JsonSerializer.Deserialize(json.Span, YarnJson.Default.YarnApplicationsAnswer)
            ?? throw new JsonException("it is nothing");
        return list.Apps?.App?.FirstOrDefault() is { } first
            ? first with { Diagnostics = OneLine(first.Diagnostics) }
            : null;
    }

    public override string ToString() =>
        Diagnostics.Length > 0 ? $"{Id} is {State}: {Diagnostics}" : $"{Id} is {State}";

    /// <summary>YARN begins with the time and ends with figures, which is not what one asks for.</summary>
    static string OneLine(string text)
    {
        var line = Blanks().Replace(Unasked().Replace(text, ""), " ").Trim();
        return line.Length > LongestDiagnostics ? $"{line[..LongestDiagnostics]}…" : line;
    }

    [GeneratedRegex(@"^\[[^\]]*\]| Details : .*$", RegexOptions.Singleline)]
    private static partial Regex Unasked();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
