using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Models;
using Tessera.Models;

namespace Tessera.Cli.Commands;

static class ModelVerifyCommand
{
    const double DefaultTolerance = 1e-4;
    const int DefaultRows = 8;
    const int MostRows = 65_536;

    static readonly Option<string[]> s_input = new("--input")
    {
        Description = "An array that both are given; KEY= may be left out where the model takes but one. "
            + "Default: random numbers",
        HelpName = "KEY=FILE.npy",
    };

    static readonly Option<string> s_rows = new("--rows")
    {
        Description = $"Rows of the random inputs. Default: {DefaultRows}",
        HelpName = "COUNT",
    };

    static readonly Option<string> s_seed = new("--seed")
    {
        Description = "Decides the random inputs. Default: 0",
        HelpName = "NUMBER",
    };

    static readonly Option<string> s_tolerance = new("--tolerance")
    {
        Description = "The largest difference that is allowed, in units of the largest value. Default: 0.0001",
        HelpName = "NUMBER",
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "verify",
            "Runs a model in both runtimes on the same inputs and compares what they say; exit code 4 if they differ.",
            "model verify my-model",
            "model verify my-model --input images.npy --tolerance 1e-5")
        {
            ModelFlags.Folder, s_input, s_rows, s_seed, s_tolerance, ModelFlags.Signature, ModelFlags.TensorFlow,
            ModelFlags.Threads, ModelFlags.Kernels,
        };
        return ModelCommand.Create(command, surroundings, (context, _) => Task.FromResult(Verify(context)));
    }

    static int Verify(CommandContext context)
    {
        var arguments = context.Arguments;
        var tolerance = Tolerance(arguments);
        var rows = Rows(arguments);
        using var managed = ModelFlags.Open(arguments, ModelRuntime.Managed);
        using var tensorFlow = ModelFlags.Open(arguments, ModelRuntime.Tensorflow);
        using var session = ModelFlags.OpenSession(arguments, managed);
        using var judge = ModelFlags.OpenSession(arguments, tensorFlow);
        var inputs = Inputs(arguments, session.Signature, rows);
        var expected = judge.Run(inputs);
        var comparisons = session.Run(inputs)
            .Select(output => OutputComparison.Of(output.Key, output.Value, expected[output.Key]))
            .ToList();
        Write(context, comparisons, tolerance);
        return comparisons.TrueForAll(output => output.Agrees(tolerance)) ? ExitCode.Success : ExitCode.Different;
    }

    static Dictionary<string, Tensor> Inputs(ParseResult arguments, Signature signature, int rows) =>
        arguments.GetValue(s_input) is { Length: > 0 } files
            ? ArrayFiles.Read(files, signature)
            : RandomInputs.Of(signature, rows, Whole(arguments, s_seed) ?? 0);

    static double Tolerance(ParseResult arguments)
    {
        var tolerance = Number(arguments, s_tolerance) ?? DefaultTolerance;
        return tolerance >= 0
            ? tolerance
            : throw TesseraException.User($"{s_tolerance.Name} {tolerance} is not allowed: give a number from 0");
    }

    static int Rows(ParseResult arguments)
    {
        var rows = Whole(arguments, s_rows) ?? DefaultRows;
        return rows is >= 1 and <= MostRows
            ? rows
            : throw TesseraException.User($"{s_rows.Name} {rows} is not allowed: give a number from 1 to {MostRows}");
    }

    static void Write(CommandContext context, List<OutputComparison> outputs, double tolerance) => context.Output.Write(
        outputs.Select(output => (output.Key, Describe(output, tolerance))),
        json =>
        {
            json.WriteBoolean("agrees", outputs.TrueForAll(output => output.Agrees(tolerance)));
            json.WriteStartArray("outputs");
            foreach (var output in outputs)
            {
                json.WriteStartObject();
                json.WriteString("key", output.Key);
                if (double.IsFinite(output.Difference))
                {
                    json.WriteNumber("difference", output.Difference);
                    json.WriteNumber("relative", output.Relative);
                }

                json.WriteNumber("rows", output.Rows);
                json.WriteNumber("equalArgMax", output.EqualArgMax);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    static string Describe(OutputComparison output, double tolerance) => FormattableString.Invariant(
        $"{(output.Agrees(tolerance) ? "agrees" : "DIFFERS")}: largest difference {output.Difference:G3} ")
        + FormattableString.Invariant($"({output.Relative:G3} of the largest value, allowed {tolerance:G3}), ")
        + FormattableString.Invariant($"same arg-max in {output.EqualArgMax:N0} of {output.Rows:N0} rows");

    static double? Number(ParseResult arguments, Option<string> option) =>
        arguments.GetValue(option) is { } text ? new FlagValue(option.Name, text).Number() : null;

    static int? Whole(ParseResult arguments, Option<string> option) =>
        arguments.GetValue(option) is { } text ? new FlagValue(option.Name, text).Whole() : null;
}
