namespace Tessera.Tests;

public sealed class TesseraExceptionTests
{
    [Fact]
    public void A_failure_keeps_its_kind_message_and_cause()
    {
        var cause = new IOException("disk");

        var failure = TesseraException.Environment("cannot write 'x'", cause);

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Equal("cannot write 'x'", failure.Message);
        Assert.Same(cause, failure.InnerException);
    }
}
