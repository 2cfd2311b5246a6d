namespace Tessera.EndToEnd;

/// <summary>How a child process ended.</summary>
sealed record TesseraOutcome(int ExitCode, string Output, string Errors)
{
    /// <summary>Fails, with what the program said, unless it succeeded.</summary>
    public TesseraOutcome RequireSuccess()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");
        return this;
    }

    /// <summary>Fails unless the program ended with this exit code and one line that holds these words.</summary>
    public void RequireError(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}: {Errors}");
        var line = Assert.Single(
            Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            text => text.StartsWith("tessera: ", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }
}
