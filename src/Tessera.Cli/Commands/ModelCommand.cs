using System.CommandLine;
using Tessera.Cli.Help;
using Tessera.Cli.Output;

namespace Tessera.Cli.Commands;

/// <summary>What can be done with one model: a group of commands.</summary>
static class ModelCommand
{
    static readonly Option<bool> s_json = new("--json") { Description = "Prints one JSON object, for machines" };

    public static Command Create(Surroundings surroundings)
    {
        var command = new TesseraCommand(
            "model",
            "Looks into a TensorFlow model, runs it, compares the runtimes.",
            "model inspect my-model",
            "model run my-model --input images.npy --output classes.npy",
            "model verify my-model")
        {
            ModelInspectCommand.Create(surroundings),
            ModelRunCommand.Create(surroundings),
            ModelVerifyCommand.Create(surroundings),
        };
        command.SetAction(result => command.Help.Invoke(result));
        return command;
    }

    /// <summary>Gives a command of the group what all have, and its work, which answers with an exit code.</summary>
    public static Command Create(
        TesseraCommand command, Surroundings surroundings, Func<CommandContext, CancellationToken, Task<int>> work)
    {
        command.Add(s_json);
        command.SetAction((result, cancellation) =>
        {
            var style = result.GetValue(s_json) ? OutputStyle.Json : OutputStyle.Text;
            var context = new CommandContext(result, new ResultWriter(surroundings.Output, style), surroundings);
            return OneGo.RunAsync(() => work(context, cancellation), cancellation);
        });
        return command;
    }
}
