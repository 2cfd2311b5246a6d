namespace Tessera.Cli;

/// <summary>The one place where a failure becomes what people read and what the process answers.</summary>
static class Failures
{
    public static int Report(Exception failure, TextWriter error)
    {
        if (failure is AggregateException { InnerExceptions: [var only] })
        {
            failure = only;
        }

        var (code, text) = Describe(failure);
        error.WriteLine($"tessera: {text}");
        return code;
    }

    static (int Code, string Text) Describe(Exception failure) => failure switch
    {
        TesseraException { Kind: FailureKind.User } => (ExitCode.User, OneLine(failure.Message)),
        TesseraException => (ExitCode.Environment, OneLine(failure.Message)),
        InterruptedException => (ExitCode.Interrupted, failure.Message),
        OperationCanceledException => (ExitCode.Interrupted, "interrupted; the same command resumes"),
        IOException or UnauthorizedAccessException or HttpRequestException =>
            (ExitCode.Environment, $"{OneLine(failure.Message)}; when that is mended, the same command resumes"),
        _ => (ExitCode.Bug, $"a bug, please report it: {failure}"),
    };

    static string OneLine(string message) => string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries));
}
