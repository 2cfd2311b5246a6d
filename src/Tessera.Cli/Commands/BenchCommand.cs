using System.CommandLine;
using System.Text.Json;
using Tessera.Cli.Arguments;
using Tessera.Cli.Bench;
using Tessera.Cli.Help;
using Tessera.Cli.Models;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

/// <summary>Measures beside others, in one run.</summary>
static class BenchCommand
{
    const string DefaultBatches = "1,8,32,64,128,256";
    const double SecondsPerMeasurement = 0.7;

    static readonly Option<string> s_onnx = new("--onnx")
    {
        Description = "The same model for ONNX Runtime. Default: FOLDER.onnx, if it is there",
        HelpName = "FILE",
    };

    static readonly Option<string> s_onnxRuntime = new("--onnxruntime")
    {
        Description = "The folder whose node_modules hold onnxruntime-node (npm install --ignore-scripts "
            + "onnxruntime-node). Default: the current one",
        HelpName = "FOLDER",
    };

    static readonly Option<string> s_batches = new("--batch")
    {
        Description = $"Batch sizes to try; the best counts. Default: {DefaultBatches}",
        HelpName = "COUNTS",
    };

    static readonly Option<bool> s_json = new("--json") { Description = "Prints one JSON object, for machines" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "bench",
            "Measures Tessera beside others on this machine.",
            "bench infer my-model",
            "bench infer my-model --onnx my-model.onnx --threads 2 --batch 64,128")
        {
            Infer(surroundings),
            BenchJobCommand.Create(surroundings),
            Serve(surroundings),
        };
        command.SetAction(result => command.Help.Invoke(result));
        return command;
    }

    static Command Infer(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "infer",
            "Images a second of a model: managed, TensorFlow and ONNX Runtime, whichever are there.",
            "bench infer my-model",
            "bench infer my-model --onnx my-model.onnx --threads 2 --batch 64,128")
        {
            ModelFlags.Folder, s_onnx, s_onnxRuntime, s_batches, ModelFlags.Threads, ModelFlags.TensorFlow,
            ModelFlags.Kernels, s_json,
        };
        command.SetAction(async (result, cancellation) =>
        {
            var style = result.GetValue(s_json) ? OutputStyle.Json : OutputStyle.Text;
            await InferAsync(result, new ResultWriter(surroundings.Output, style), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>A runtime's process; for <see cref="Contender"/> only.</summary>
    static Command Serve(Surroundings surroundings)
    {
        var command = new Command("serve", "Answers what `bench infer` asks.")
        {
            ModelFlags.Folder, ModelFlags.Runtime, ModelFlags.TensorFlow, ModelFlags.Kernels,
        };
        command.Hidden = true;
        command.SetAction(result =>
        {
            using var model = ModelFlags.Open(result, ModelFlags.RuntimeOf(result));
            RuntimeServer.Run(model, Console.In, surroundings.Output);
            return ExitCode.Success;
        });
        return command;
    }

    static async Task InferAsync(ParseResult arguments, ResultWriter output, CancellationToken cancellation)
    {
        var threads = arguments.GetValue(ModelFlags.Threads) is { } text
            ? new FlagValue(ModelFlags.Threads.Name, text).Whole()
            : Environment.ProcessorCount;
        var batches = Batches(arguments);
        var contenders = Contenders.Start(
            arguments, arguments.GetValue(s_onnx), arguments.GetValue(s_onnxRuntime) ?? ".");
        try
        {
            var benchmark = new InferBenchmark(contenders, threads, batches, SecondsPerMeasurement);
            await benchmark.RequireAgreementAsync(cancellation);
            Write(output, threads, await benchmark.RunAsync(cancellation));
        }
        finally
        {
            foreach (var contender in contenders)
            {
                contender.Dispose();
            }
        }
    }

    static int[] Batches(ParseResult arguments)
    {
        var text = arguments.GetValue(s_batches) ?? DefaultBatches;
        int[] batches = [.. text.Split(',').Select(part => new FlagValue(s_batches.Name, part).Whole())];
        return batches.All(batch => batch is >= 1 and <= 65_536)
            ? batches
            : throw TesseraException.User($"--batch {text} is not allowed: give numbers from 1 to 65,536");
    }

    static void Write(ResultWriter output, int threads, IReadOnlyList<InferResult> results)
    {
        var others = results.Skip(1).Select(result => result.Median).DefaultIfEmpty(double.NaN).Max();
        var ratio = results[0].Median / others;
        output.Write(
            [
                .. results.Select(result => (result.Name, Describe(result))),
                ("ratio", double.IsNaN(ratio)
                    ? "there is no other runtime to compare with; see --tensorflow and --onnxruntime"
                    : FormattableString.Invariant($"{ratio:F2} × the better of the others, {threads} threads")),
            ],
            json => Write(json, threads, results, ratio));
    }

    static string Describe(InferResult result) =>
        FormattableString.Invariant($"{result.Median,8:N0} images/s (from {result.Rates[0]:N0} to {result.Rates[^1]:N0}; ")
        + FormattableString.Invariant($"batch {result.Load.Batch}, {result.Load.Sessions} × {result.Load.Threads} threads; ")
        + FormattableString.Invariant($"peak memory {result.PeakMemory >> 20:N0} MiB)");

    static void Write(Utf8JsonWriter json, int threads, IReadOnlyList<InferResult> results, double ratio)
    {
        json.WriteNumber("threads", threads);
        json.WriteStartArray("runtimes");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteNumber("batch", result.Load.Batch);
            json.WriteNumber("sessions", result.Load.Sessions);
            json.WriteNumber("imagesPerSecond", Math.Round(result.Median, 1));
            json.WriteNumber("least", Math.Round(result.Rates[0], 1));
            json.WriteNumber("most", Math.Round(result.Rates[^1], 1));
            json.WriteNumber("peakMemoryBytes", result.PeakMemory);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (double.IsFinite(ratio))
        {
            json.WriteNumber("ratio", Math.Round(ratio, 3));
        }
    }
}
