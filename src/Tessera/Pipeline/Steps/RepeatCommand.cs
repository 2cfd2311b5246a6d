namespace Tessera.Pipeline.Steps;

/// <summary>The command line that makes a run again: the flags that differ from the defaults.</summary>
static class RepeatCommand
{
    public static string Of(JobOptions options)
    {
        var flags = JobFlagValues.Given(options).Select(given => $" {given.Flag} {Quoted(given.Value)}");
        return $"tessera run{string.Concat(flags)}";
    }

    /// <summary>For a POSIX shell.</summary>
    static string Quoted(string value) =>
        value.Length > 0 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,%+@".Contains(letter))
            ? value
            : $"'{value.Replace("'", "'\\''")}'";
}
