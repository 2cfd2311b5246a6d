using System.Globalization;
using System.Text.Json;
using Tessera.Cli.Commands;
using Tessera.Results;

namespace Tessera.Cli.Output;

/// <summary>Predictions of the user's own files, as a table or as JSON lines.</summary>
sealed class PredictionPrinter(CommandContext context, IReadOnlyList<string> classes, int keyWidth)
{
    readonly TextWriter _output = context.Surroundings.Output;

    public void Write(Prediction prediction) => _output.WriteLine(
        context.Output.Style == OutputStyle.Json
            ? JsonLine.Of("prediction", json => Write(json, prediction))
            : $"{prediction.Key.PadRight(keyWidth)}  {Describe(prediction)}");

    string Describe(Prediction prediction) => prediction.Error is { } error
        ? $"cannot be read: {error}"
        : string.Join("  ", prediction.Top.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Confidence * 100,5:F1} % {classes[entry.Class]}")));

    void Write(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteString("key", prediction.Key);
        if (prediction.Error is { } error)
        {
            json.WriteString("status", "error");
            json.WriteString("error", error);
            return;
        }

        WriteClass(json, "predicted", prediction.Top[0]);
        json.WriteStartArray("top");
        foreach (var entry in prediction.Top)
        {
            json.WriteStartObject();
            WriteClass(json, "class", entry);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("status", "ok");
    }

    void WriteClass(Utf8JsonWriter json, string member, ClassConfidence entry)
    {
        json.WriteNumber(member, entry.Class);
        json.WriteString("name", classes[entry.Class]);
        json.WriteNumber("confidence", entry.Confidence);
    }
}
