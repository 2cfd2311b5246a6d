using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tessera.Results;

/// <summary><c>metrics.json</c>, written and read.</summary>
public static class MetricsJson
{
    static readonly MetricsJsonContext s_context = new(new(MetricsJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Indented JSON that ends with a line feed: the same figures are always the same bytes.</summary>
    public static byte[] Format(Metrics metrics) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(metrics, s_context.Metrics) + "\n");

    /// <summary>Writes the same figures as a value into other JSON.</summary>
    public static void Write(Utf8JsonWriter json, Metrics metrics) =>
        JsonSerializer.Serialize(json, metrics, s_context.Metrics);

    /// <summary>Reads what <see cref="Format"/> wrote; <paramref name="name"/> names the file in errors.</summary>
    /// <exception cref="TesseraException">It is not a metrics file.</exception>
    public static Metrics Parse(ReadOnlySpan<byte> json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(json, s_context.Metrics) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw TesseraException.User($"{name}: not a metrics file: {e.Message}", e);
        }
    }
}
