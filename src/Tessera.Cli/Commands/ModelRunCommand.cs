using System.CommandLine;
using Tessera.Cli.Help;
using Tessera.Cli.Models;

namespace Tessera.Cli.Commands;

static class ModelRunCommand
{
    static readonly Option<string[]> s_input = new("--input")
    {
        Description = "An array that the model is given; KEY= may be left out where it takes but one",
        HelpName = "KEY=FILE.npy",
        Required = true,
    };

    static readonly Option<string[]> s_output = new("--output")
    {
        Description = "Where an array that it gives is written; KEY= may be left out where it gives but one",
        HelpName = "KEY=FILE.npy",
        Required = true,
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "run",
            "Calls one signature of a model on NumPy arrays.",
            "model run my-model --input images.npy --output classes.npy",
            "model run my-model --input a=a.npy --input b=b.npy --output y=y.npy --runtime tensorflow")
        {
            ModelFlags.Folder, s_input, s_output, ModelFlags.Signature, ModelFlags.Runtime, ModelFlags.TensorFlow,
            ModelFlags.Threads, ModelFlags.Kernels,
        };
        return ModelCommand.Create(command, surroundings, RunAsync);
    }

    static async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        using var model = ModelFlags.Open(arguments, ModelFlags.RequireRuntime(arguments));
        using var session = ModelFlags.OpenSession(arguments, model);
        var files = arguments.GetRequiredValue(s_output);
        _ = ArrayFiles.Named(files, session.Signature.Outputs, s_output.Name);
        var inputs = ArrayFiles.Read(arguments.GetRequiredValue(s_input), session.Signature);
        var outputs = session.Run(inputs);
        var written = await ArrayFiles.WriteAsync(files, session.Signature, outputs, cancellation);
        context.Output.Write(
            written.Select(entry => (entry.Key, $"{entry.Tensor.Type} {entry.Tensor.Shape} in {entry.File}")),
            json =>
            {
                json.WriteStartObject("outputs");
                foreach (var (key, file, _) in written)
                {
                    json.WriteString(key, file);
                }

                json.WriteEndObject();
            });
        return ExitCode.Success;
    }
}
