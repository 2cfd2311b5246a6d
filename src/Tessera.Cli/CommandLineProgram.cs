using System.CommandLine;
using System.CommandLine.Invocation;
using Tessera.Cli.Arguments;
using Tessera.Cli.Commands;

namespace Tessera.Cli;

/// <summary>From arguments to an exit code.</summary>
sealed class CommandLineProgram(Surroundings surroundings)
{
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            var result = Root.Create(surroundings).Parse(arguments);
            if (result.Action is ParseErrorAction)
            {
                throw TesseraException.User(UsageErrors.Describe(result));
            }

            return await result.InvokeAsync(Configuration, cancellation);
        }
        catch (Exception failure)
        {
            return Failures.Report(failure, surroundings.Error);
        }
    }

    // Failures and Ctrl-C are ours.
    InvocationConfiguration Configuration => new()
    {
        Output = surroundings.Output,
        Error = surroundings.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
