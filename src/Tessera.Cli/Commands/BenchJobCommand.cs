using System.CommandLine;
using System.Text.Json;
using Tessera.Cli.Arguments;
using Tessera.Cli.Bench;
using Tessera.Cli.Help;
using Tessera.Cli.Output;
using Tessera.Cli.Progress;

namespace Tessera.Cli.Commands;

/// <summary>Times preprocessing, classifying and evaluating, several times in one session of the engine.</summary>
static class BenchJobCommand
{
    const int DefaultTurns = 3;

    static readonly Option<int> s_turns = new("--turns")
    {
        Description = "How often; the first is colder",
        HelpName = "COUNT",
        DefaultValueFactory = _ => DefaultTurns,
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "job",
            "Images a second from the dataset to the confusion matrix, beside the model's bare inference.",
            "bench job --split all --network small-cnn --epochs 0.1",
            "bench job --split all --model my-model --engine spark --master yarn --store hdfs://node/tessera")
        {
            s_turns,
        };
        return JobCommand.Create(command, JobFlags.Run, surroundings, async (options, context, cancellation) =>
        {
            var turns = context.Arguments.GetValue(s_turns);
            if (turns is < 1 or > 1000)
            {
                throw TesseraException.User($"--turns {turns} is not allowed: give a number from 1 to 1,000");
            }

            IReadOnlyList<JobTiming> timings;
            await using (var display = ProgressDisplay.Create(surroundings, context.Output.Style))
            {
                timings = await JobBenchmark.RunAsync(options, turns, surroundings.Time, display, cancellation);
            }

            Write(context.Output, timings);
        });
    }

    static void Write(ResultWriter output, IReadOnlyList<JobTiming> timings) => output.Write(
        [.. timings.Select((timing, turn) => (FormattableString.Invariant($"turn {turn + 1}"), timing.ToString()))],
        json =>
        {
            json.WriteStartArray("turns");
            foreach (var timing in timings)
            {
                Write(json, timing);
            }

            json.WriteEndArray();
        });

    static void Write(Utf8JsonWriter json, JobTiming timing)
    {
        json.WriteStartObject();
        json.WriteNumber("images", timing.Images);
        json.WriteNumber("classifySeconds", Math.Round(timing.Classify.TotalSeconds, 3));
        json.WriteNumber("evaluateSeconds", Math.Round(timing.Evaluate.TotalSeconds, 3));
        json.WriteNumber("imagesPerSecond", Math.Round(timing.Rate, 1));
        json.WriteNumber("bareImagesPerSecond", Math.Round(timing.BareRate, 1));
        json.WriteNumber("crossCheckSeconds", Math.Round(timing.CrossCheck.TotalSeconds, 3));
        json.WriteEndObject();
    }
}
