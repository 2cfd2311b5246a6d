using System.CommandLine;
using System.CommandLine.Invocation;

namespace Tessera.Cli.Help;

/// <summary><c>--version</c>: the number alone.</summary>
sealed class PrintVersion : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ProductVersion.Text);
        return ExitCode.Success;
    }
}
