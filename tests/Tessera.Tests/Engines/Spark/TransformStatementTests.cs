using Tessera.Engines.Spark;
using Tessera.Storage;

namespace Tessera.Tests.Engines.Spark;

public sealed class TransformStatementTests
{
    [Fact]
    public void A_stage_is_one_line_of_SQL_over_its_shard_files()
    {
        var statement = TransformStatement.Of(
            StorageSchemes.Open("/s/données"), "test-00???.npy", "./worker/tessera worker e30=");

        Assert.Equal(
            @"SELECT TRANSFORM(path, length) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
            + "USING './worker/tessera worker e30=' AS (row STRING) "
            + @"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' "
            + "FROM binaryFile.`file:///s/données/test-00???.npy`",
            statement);
    }
}
