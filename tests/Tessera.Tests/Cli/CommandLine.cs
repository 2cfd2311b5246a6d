using Tessera.Cli;

namespace Tessera.Tests.Cli;

/// <summary>The program in this process, with its output collected.</summary>
sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var surroundings = new Surroundings { Output = output, Error = error };
        var program = new CommandLineProgram(surroundings);
        var code = await program.RunAsync(arguments, TestContext.Current.CancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
