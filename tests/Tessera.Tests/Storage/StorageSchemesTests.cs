using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class StorageSchemesTests
{
    [Theory]
    [InlineData("/data/store", "/data/store")]
    [InlineData("file:///data/store", "/data/store")]
    [InlineData("file:/data/store", "/data/store")]
    [InlineData("FILE:///data/my%20store", "/data/my store")]
    public void A_local_folder_is_a_path_or_a_file_URL_of_either_form(string url, string path) =>
        Assert.Equal(path, Path.TrimEndingDirectorySeparator(StorageSchemes.Open(url).Url));

    [Theory]
    [InlineData("s3://bucket/store", "scheme 's3' is none of file, hdfs, webhdfs")]
    [InlineData("s3:/bucket/store", "scheme 's3' is none of file, hdfs, webhdfs")]
    [InlineData("file://host/store", "is no file URL")]
    [InlineData("hdfs:/store", "fs.defaultFS")]
    public void What_is_no_folder_is_refused_with_what_is_allowed(string url, string part) =>
        Assert.Contains(part, Assert.Throws<TesseraException>(() => StorageSchemes.Open(url)).Message);

    [Theory]
    [InlineData("odd:name")]
    [InlineData("a b:/c")]
    public void A_colon_alone_makes_no_URL(string path) =>
        Assert.EndsWith(path, StorageSchemes.Open(path).Url);
}
