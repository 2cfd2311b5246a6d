using System.Collections.Immutable;
using System.Text.Json;
using Tessera.Networks;

namespace Tessera.Training;

/// <summary>What training gives.</summary>
/// <param name="Network">What was trained.</param>
/// <param name="Weights">The values of each of <see cref="Network.Parameters"/>, running statistics too, by
/// name.</param>
/// <param name="History">The learning curve.</param>
public sealed record TrainedNetwork(
    Network Network, IReadOnlyDictionary<string, float[]> Weights, ImmutableArray<EpochResult> History)
{
    // as predictions: enough for every picture, and short
    const int Decimals = 6;

    /// <summary>The learning curve as docs/formats.md describes <c>history.json</c>.</summary>
    public byte[] HistoryJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartArray();
            foreach (var epoch in History)
            {
                Write(writer, epoch);
            }

            writer.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    static void Write(Utf8JsonWriter writer, EpochResult epoch)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epoch", epoch.Epoch);
        writer.WriteNumber("step", epoch.Step);
        writer.WriteNumber("trainLoss", Math.Round(epoch.TrainLoss, Decimals));
        writer.WriteNumber("trainAccuracy", Math.Round(epoch.TrainAccuracy, Decimals));
        if (epoch.Validation is { } validation)
        {
            writer.WriteNumber("validationLoss", Math.Round(validation.Loss, Decimals));
            writer.WriteNumber("validationAccuracy", Math.Round(validation.Accuracy, Decimals));
        }

        writer.WriteEndObject();
    }
}
