using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class WebHdfsUriTests
{
    static readonly Uri s_node = new("http://h:9870");

    [Theory]
    [InlineData("", "/")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a b+c", "/a%20b%2Bc")]
    [InlineData("/50%?#&=", "/50%25%3F%23%26%3D")]
    [InlineData("/%2F", "/%252F")]
    [InlineData("/猫", "/%E7%8C%AB")]
    public void Paths_are_encoded_once(string path, string encoded) => Assert.Equal(
        $"http://h:9870/webhdfs/v1{encoded}?op=OPEN",
        WebHdfsUri.Of(s_node, path, [new("op", "OPEN")]).AbsoluteUri);

    [Fact]
    public void Values_are_encoded_too() => Assert.Equal(
        "?destination=%2Fa%20%26b",
        WebHdfsUri.Of(s_node, "/x", [new("destination", "/a &b")]).Query);
}
