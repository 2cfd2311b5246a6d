using System.Text.Json;
using Tessera.Datasets;
using Tessera.Pipeline;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Cli.Output;

/// <summary>The results of a job's steps, as lines and as members of a JSON object.</summary>
static class JobResults
{
    public static void WriteDataset(this ResultWriter output, Dataset dataset)
    {
        output.Write(
            [
                ("dataset", dataset.Folder.Url),
                .. dataset.Manifest.Splits.Select(split => (split.Name, Describe(split))),
            ],
            json =>
            {
                json.WriteString("dataset", dataset.Folder.Url);
                json.WriteStartArray("splits");
                foreach (var split in dataset.Manifest.Splits)
                {
                    json.WriteStartObject();
                    json.WriteString("name", split.Name);
                    json.WriteNumber("images", split.Images);
                    json.WriteNumber("errors", split.Errors);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
    }

    /// <summary>A folder that a step filled: <c>model</c> or <c>run</c>.</summary>
    public static void WriteFolder(this ResultWriter output, string name, Folder folder) =>
        output.Write([(name, folder.Url)], json => json.WriteString(name, folder.Url));

    public static void WriteMetrics(this ResultWriter output, Metrics metrics) =>
        output.Write([("accuracy", Accuracy(metrics))], json => WriteMetrics(json, metrics));

    public static void WriteReport(this ResultWriter output, JobResult result) =>
        output.Write(
            [("accuracy", Accuracy(result.Metrics)), ("report", result.Report)],
            json =>
            {
                json.WriteString("run", result.Run);
                json.WriteString("report", result.Report);
                WriteMetrics(json, result.Metrics);
            });

    static void WriteMetrics(Utf8JsonWriter json, Metrics metrics)
    {
        json.WritePropertyName("metrics");
        MetricsJson.Write(json, metrics);
    }

    static string Describe(SplitManifest split) =>
        FormattableString.Invariant($"{split.Images:N0} images")
        + (split.Errors > 0 ? FormattableString.Invariant($", {split.Errors:N0} of them unreadable") : "");

    static string Accuracy(Metrics metrics) => metrics.Accuracy is { } accuracy
        ? FormattableString.Invariant(
            $"{accuracy * 100:F2} % ({metrics.Correct:N0} of {metrics.Labelled:N0} {metrics.Split} images)")
        : "unknown: no image has a label";
}
