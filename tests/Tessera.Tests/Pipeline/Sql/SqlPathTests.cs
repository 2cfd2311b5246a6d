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
    public void A_folder_that_means_something_to_Spark_is_refused(string folder, char culprit)
    {
        var failure = Assert.Throws<TesseraException>(() => SqlPath.Of(StorageSchemes.Open(folder)));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains($"'{culprit}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_local_path_gets_its_scheme() =>
        Assert.Equal("file:///with space/ünï", SqlPath.Of(StorageSchemes.Open("/with space/ünï")));
}
