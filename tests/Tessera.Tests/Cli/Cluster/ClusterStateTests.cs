using System.Text.Json;
using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

public sealed class ClusterStateTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();
    readonly ClusterFolder _folder;

    public ClusterStateTests() => _folder = ClusterFolder.Of(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        var state = Clusters.New(2, 1, 1);

        state.Write(_folder);

        Assert.Equal(Json(state), Json(ClusterState.Read(_folder)!));
    }

    [Fact]
    public void A_folder_without_a_cluster_has_none() => Assert.Null(ClusterState.Read(_folder));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":2,"daemons":[]}""")]
    [InlineData("""{"format":1,"daemons":null}""")]
    [InlineData("""{"format":1,"daemons":[]}""")]
    [InlineData("""{"format":1,"daemons":[{"kind":"name-node","number":1,"ports":{"rpc":1,"http":99999}}]}""")]
    [InlineData("""{"format":1,"daemons":[{"kind":"name-node","number":1,"ports":{"rpc":1}}]}""")]
    [InlineData("""{"format":1,"daemons":[{"kind":"../x","number":1,"ports":{"rpc":1,"http":2}}]}""")]
    [InlineData("""{"format":1,"daemons":[null]}""")]
    public void A_damaged_file_is_one_line_that_names_it(string text)
    {
        File.WriteAllText(_folder.StateFile, text);

        var failure = Assert.Throws<TesseraException>(() => ClusterState.Read(_folder));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains(_folder.StateFile, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tmp/a b")]
    [InlineData("/tmp/a,b")]
    [InlineData("/tmp/$HOME")]
    [InlineData("/tmp/ü")]
    public void A_folder_that_Hadoop_cannot_cope_with_is_refused(string path)
    {
        var failure = Assert.Throws<TesseraException>(() => ClusterFolder.Of(path));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains("--folder", failure.Message, StringComparison.Ordinal);
    }

    static string Json(ClusterState state) => JsonSerializer.Serialize(state, ClusterJson.Default.ClusterState);
}
