using System.CommandLine;
using System.Text.Json;
using Tessera.Cli.Help;
using Tessera.Cli.Models;
using Tessera.Models;
using Tessera.Models.Inspection;
using Tessera.Models.Managed;

namespace Tessera.Cli.Commands;

static class ModelInspectCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "inspect",
            "Says what a model takes and gives, what it is made of, and which runtime can run it.",
            "model inspect my-model",
            "model inspect my-model --json")
        {
            ModelFlags.Folder,
            ModelFlags.Kernels,
        };
        return ModelCommand.Create(command, surroundings, (context, cancellation) =>
        {
            using var model = (ManagedModel)ModelFlags.Open(context.Arguments, ModelRuntime.Managed);
            var signatures = model.Inspect();
            context.Output.Write(signatures.SelectMany(Lines), json =>
            {
                json.WriteString("model", model.Location);
                json.WriteStartArray("signatures");
                foreach (var signature in signatures)
                {
                    Write(json, signature);
                }

                json.WriteEndArray();
            });
            return Task.FromResult(ExitCode.Success);
        });
    }

    static IEnumerable<(string Name, string Value)> Lines(SignatureInspection inspection)
    {
        yield return ("signature", inspection.Signature.Name);
        foreach (var input in inspection.Signature.Inputs)
        {
            yield return ("input", input.ToString());
        }

        foreach (var output in inspection.Signature.Outputs)
        {
            yield return ("output", output.ToString());
        }

        yield return ("parameters", FormattableString.Invariant($"{inspection.Parameters:N0}"));
        if (inspection.Flops is { } flops)
        {
            yield return ("FLOPs", FormattableString.Invariant($"{flops:N0} a row"));
        }

        yield return ("operators", string.Join(", ", inspection.Operators.Select(Describe)));
        yield return ("runtimes", inspection.Refusal is { } reason
            ? $"not managed: {reason}; tensorflow may, which is not tried here"
            : "managed; tensorflow is not tried here, but by `tessera model verify`");
    }

    static string Describe(OperatorCount entry) => entry.Count == 1 ? entry.Name : $"{entry.Count} × {entry.Name}";

    static void Write(Utf8JsonWriter json, SignatureInspection inspection)
    {
        json.WriteStartObject();
        json.WriteString("name", inspection.Signature.Name);
        Write(json, "inputs", inspection.Signature.Inputs);
        Write(json, "outputs", inspection.Signature.Outputs);
        json.WriteNumber("parameters", inspection.Parameters);
        if (inspection.Flops is { } flops)
        {
            json.WriteNumber("flops", flops);
        }

        json.WriteStartObject("operators");
        foreach (var entry in inspection.Operators)
        {
            json.WriteNumber(entry.Name, entry.Count);
        }

        json.WriteEndObject();
        json.WriteBoolean("managed", inspection.Refusal is null);
        if (inspection.Refusal is { } reason)
        {
            json.WriteString("refusal", reason);
        }

        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string name, IEnumerable<TensorSpecification> tensors)
    {
        json.WriteStartArray(name);
        foreach (var tensor in tensors)
        {
            json.WriteStartObject();
            json.WriteString("key", tensor.Key);
            json.WriteString("type", tensor.Type.ToString());
            if (tensor.Dimensions is { } dimensions)
            {
                json.WriteStartArray("dimensions");
                foreach (var extent in dimensions)
                {
                    json.WriteNumberValue(extent);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
