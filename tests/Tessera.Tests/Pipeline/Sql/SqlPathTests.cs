using Tessera.Pipeline.Sql;
using Tessera.Storage;

namespace Tessera.Tests.Pipeline.Sql;

public sealed class SqlPathTests
{
    [Theory]
    [InlineData("/a*b", '*')]
    [InlineData("/a{b}", '{')]
    [InlineData("/a`b", '`')]
    [InlineData("/a;DROP", ';')]
    [InlineData("/${x}", '$')]
    [InlineData("/it's", '\'')]
    [InlineData("/a,b", ',')]
    [InlineData("/a#b", '#')]
    public void A_folder_that_means_something_to_Spark_is_refused(string folder, char culprit)
    {
        var failure = Assert.Throws<TesseraException>(() => SqlPath.Of(StorageSchemes.Open(folder)));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains($"'{culprit}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hdfs://node:8020/k ü %41/x.tar.gz", "hdfs://node:8020/k%20%C3%BC%20%2541/x.tar.gz")]
    [InlineData("/store/x.tar.gz", "file:///store/x.tar.gz")]
    public void What_is_no_letter_of_a_URI_is_escaped(string url, string uri) => Assert.Equal(uri, SqlPath.AsUri(url));

    [Theory]
    [InlineData("hdfs://node:8020/a b", true)]
    [InlineData("hdfs://node:8020/%41", true)]
    [InlineData("hdfs://node:8020/ü", false)]
    [InlineData("/a b", false)]
    public void What_Spark_cannot_ship_to_YARN_is_refused(string folder, bool isRefused)
    {
        var failure = Record.Exception(() => SqlPath.RequireShippable(StorageSchemes.Open(folder)));

        Assert.Equal(isRefused, failure is TesseraException { Kind: FailureKind.User });
    }

    [Fact]
    public void A_local_path_gets_its_scheme() =>
        Assert.Equal("file:///with space/ünï", SqlPath.Of(StorageSchemes.Open("/with space/ünï")));
}
