using System.Text.Json;
using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class DigestTests
{
    [Fact]
    public void A_digest_is_written_as_it_is_computed_and_read_back()
    {
        var text = Checksum.Sha256("tessera");
        var digest = Digest.Parse(text);

        Assert.Equal(text, digest.ToString());
        Assert.Equal($"\"{text}\"", JsonSerializer.Serialize(digest));
        Assert.Equal(digest, JsonSerializer.Deserialize<Digest>($"\"{text.ToUpperInvariant()}\""));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("\"\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"zz00000000000000000000000000000000000000000000000000000000000000\"")]
    [InlineData("\"\\u0030000000000000000000000000000000000000000000000000000000000000\"")]
    [InlineData("\"0000000000000000000000000000000000000000000000000000000000000000000\"")]
    public void Anything_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Digest>(json));
}
