using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tessera.Cli.Help;

/// <summary>The usual help, the same width everywhere, and then examples.</summary>
sealed class HelpWithExamples(IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    const int Width = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  tessera {example}");
        }

        return ExitCode.Success;
    }
}
