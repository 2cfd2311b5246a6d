using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tessera.Cli.Help;

/// <summary>The usual help, the same width everywhere, many options in sections, and then examples.</summary>
sealed class HelpWithExamples(IReadOnlyList<string> examples) : SynchronousCommandLineAction
{
    const int Width = 100;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        output.Write(OptionSections.Sort(UsualHelp(parseResult)));
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  tessera {example}");
        }

        return ExitCode.Success;
    }

    static string UsualHelp(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var text = new StringWriter();
        parseResult.InvocationConfiguration.Output = text;
        new HelpAction { MaxWidth = Width }.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        return text.ToString();
    }
}
