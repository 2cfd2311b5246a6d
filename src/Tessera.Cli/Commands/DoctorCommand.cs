using System.CommandLine;
using System.Text.Json;
using Tessera.Cli.Arguments;
using Tessera.Cli.Doctor;
using Tessera.Cli.Help;
using Tessera.Pipeline;

namespace Tessera.Cli.Commands;

static class DoctorCommand
{
    public static Command Create(Surroundings surroundings) => JobCommand.Create(
        new TesseraCommand(
            "doctor",
            "Says what is installed, what is missing, and how to get it.",
            "doctor",
            "doctor --json"),
        JobFlags.Folders,
        surroundings,
        ShowAsync);

    static async Task ShowAsync(JobOptions options, CommandContext context, CancellationToken cancellation)
    {
        Finding[] findings = [.. Examination.Run(options), .. await ClusterExamination.RunAsync(cancellation)];
        context.Output.Write(
            findings.Select(finding => (finding.Name, $"{Mark(finding.State)} {finding.Value}{Advice(finding)}")),
            json => Write(json, findings));
    }

    static void Write(Utf8JsonWriter json, Finding[] findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("name", finding.Name);
            json.WriteString("state", FlagValue.NameOf(finding.State));
            json.WriteString("value", finding.Value);
            if (finding.Advice is not null)
            {
                json.WriteString("advice", finding.Advice);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static string Mark(FindingState state) => state switch
    {
        FindingState.Ok => "✓",
        FindingState.Missing => "–",
        _ => "✗",
    };

    static string Advice(Finding finding) => finding.Advice is null ? "" : $" → {finding.Advice}";
}
