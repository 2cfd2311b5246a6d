using Tessera.Cli;

namespace Tessera.Tests.Cli;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int, string> Known => new()
    {
        { TesseraException.User("no\nsuch file"), 2, "tessera: no such file\n" },
        { TesseraException.Environment("disk full"), 3, "tessera: disk full\n" },
        { new AggregateException(TesseraException.User("wrong")), 2, "tessera: wrong\n" },
        { new InterruptedException(), 130, "tessera: interrupted\n" },
        { new TaskCanceledException(), 130, "tessera: interrupted; the same command resumes\n" },
        { new IOException("full"), 3, "tessera: full; when that is mended, the same command resumes\n" },
        { new UnauthorizedAccessException("no"), 3, "tessera: no; when that is mended, the same command resumes\n" },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void A_failure_is_one_line_and_its_exit_code(Exception failure, int code, string text)
    {
        using var error = new StringWriter { NewLine = "\n" };

        Assert.Equal(code, Failures.Report(failure, error));
        Assert.Equal(text, error.ToString());
    }

    [Fact]
    public void A_bug_shows_its_stack()
    {
        using var error = new StringWriter();

        var code = Failures.Report(Assert.Throws<InvalidOperationException>(Fail), error);

        Assert.Equal(1, code);
        Assert.Contains(nameof(Fail), error.ToString(), StringComparison.Ordinal);
    }

    static void Fail() => throw new InvalidOperationException("broken");
}
