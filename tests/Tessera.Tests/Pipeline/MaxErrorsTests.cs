using Tessera.Pipeline;

namespace Tessera.Tests.Pipeline;

public sealed class MaxErrorsTests
{
    [Theory]
    [InlineData("0", 1000, 0)]
    [InlineData("7", 1000, 7)]
    [InlineData("1%", 1000, 10)]
    [InlineData("1%", 99, 0)]
    [InlineData("0.5%", 1000, 5)]
    [InlineData("100%", 3, 3)]
    public void A_count_or_a_share_limits_the_errors(string text, long images, long expected)
    {
        Assert.Equal(expected, MaxErrors.Parse(text).Of(images));
        Assert.Equal(text, MaxErrors.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("101%")]
    [InlineData("NaN%")]
    [InlineData("many")]
    public void Anything_else_is_answered_with_what_is_allowed(string text)
    {
        var failure = Assert.Throws<TesseraException>(() => MaxErrors.Parse(text));

        Assert.Contains("1%", failure.Message, StringComparison.Ordinal);
    }
}
