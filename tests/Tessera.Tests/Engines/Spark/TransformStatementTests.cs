using Tessera.Engines.Spark;

namespace Tessera.Tests.Engines.Spark;

public sealed class TransformStatementTests
{
    [Fact]
    public void A_stage_is_one_line_of_SQL_over_its_shard_files()
    {
        var statement = TransformStatement.Of("hdfs://node:8020/s/données", "test-*.npy", "./worker/tessera worker e30=");

        Assert.Equal(
            @"SELECT TRANSFORM(path, length) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
            + "USING './worker/tessera worker e30=' AS (row STRING) "
            + @"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
            + "FROM binaryFile.`hdfs://node:8020/s/données/test-*.npy`",
            statement);
    }

    [Theory]
    [InlineData("file:///a*b", '*')]
    [InlineData("file:///a{b}", '{')]
    [InlineData("file:///a`b", '`')]
    [InlineData("file:///a;DROP", ';')]
    [InlineData("file:///${x}", '$')]
    public void A_folder_that_means_something_to_Spark_is_refused(string folder, char culprit)
    {
        var failure = Assert.Throws<TesseraException>(() => TransformStatement.Require(folder));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains($"'{culprit}'", failure.Message, StringComparison.Ordinal);
    }
}
