using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class TokenFileTests : IDisposable
{
    /// <summary>As a name node of Hadoop 3.5 gave it out.</summary>
    const string Token =
        "HAAEcm9vdARyb290AIoBohNs1WmKAaI3eVlpAQIUCZRF3caDA3Kk7CT_dFDdSl-bMWsSV0VCSERGUyBkZWxlZ2F0aW9u"
        + "DzEyNy4wLjAuMToyODAyMA";

    readonly TemporaryFolder _folder = new();

    string Path => _folder.At("tokens");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_token_is_sent_as_the_name_node_gave_it_out()
    {
        TokenFiles.Write(Path, "WEBHDFS delegation", ["127.0.0.1:28020"], Token);

        Assert.Equal(Token, TokenFile.Read(Path).Find("127.0.0.1:28020", []));
    }

    [Theory]
    [InlineData("ha-hdfs:pair")]
    [InlineData("10.9.8.7:8020")]
    public void The_only_token_for_HDFS_is_taken_whatever_its_service(string service)
    {
        TokenFiles.Write(Path, "HDFS_DELEGATION_TOKEN", [service], Token);

        Assert.NotNull(TokenFile.Read(Path).Find("pair", []));
    }

    [Fact]
    public void Of_several_tokens_the_one_for_the_cluster_is_taken()
    {
        TokenFiles.Write(Path, "HDFS_DELEGATION_TOKEN", ["ha-hdfs:other", "ha-hdfs:pair"], Token);

        var tokens = TokenFile.Read(Path);

        Assert.NotNull(tokens.Find("pair", []));
        Assert.NotEqual(tokens.Find("pair", []), tokens.Find("other", []));
        Assert.Null(tokens.Find("localhost", []));
    }

    [Fact]
    public void Tokens_for_other_services_are_not_sent()
    {
        TokenFiles.Write(Path, "YARN_AM_RM_TOKEN", ["127.0.0.1:28020"], Token);

        Assert.Null(TokenFile.Read(Path).Find("127.0.0.1:28020", []));
    }

    [Fact]
    public void Damaged_files_are_found_out()
    {
        TokenFiles.Write(Path, "HDFS_DELEGATION_TOKEN", ["h:8020"], Token);
        var whole = File.ReadAllBytes(Path);
        Mutations.Try<InvalidDataException>([whole], 5000, bytes => TokenFile.Parse(bytes));
    }

    [Fact]
    public void A_missing_file_is_one_line() => Assert.Contains(
        "HADOOP_TOKEN_FILE_LOCATION",
        Assert.Throws<TesseraException>(() => TokenFile.Read(Path)).Message,
        StringComparison.Ordinal);
}
