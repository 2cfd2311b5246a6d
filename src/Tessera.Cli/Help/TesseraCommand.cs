using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tessera.Cli.Help;

/// <summary>A command that shows examples in its help.</summary>
sealed class TesseraCommand : Command
{
    public TesseraCommand(string name, string description, params string[] examples)
        : base(name, description)
    {
        Help = new HelpWithExamples(examples);
        Add(new HelpOption("--help", "-h", "-?") { Description = "Shows this", Action = Help });
    }

    /// <summary>Shows the command's help.</summary>
    public SynchronousCommandLineAction Help { get; }
}
