using System.Text.Json;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>The largest container that YARN grants.</summary>
/// <param name="Megabytes">Its memory.</param>
sealed record YarnContainer(long Megabytes)
{
    /// <summary>From what the scheduler says of itself; null where it does not tell.</summary>
    /// <exception cref="JsonException">It is not what the API answers.</exception>
    public static YarnContainer? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var element = document.RootElement;
        foreach (var name in new[] { "scheduler", "schedulerInfo", "maximumAllocation", "memory" })
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var megabytes) && megabytes > 0
            ? new YarnContainer(megabytes)
            : null;
    }
}
