using System.Net;
using System.Net.Sockets;
using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

public sealed class FreePortsTests
{
    [Fact]
    public void A_port_that_somebody_listens_on_is_passed_over()
    {
        var first = new FreePorts(Clusters.Folder, []).Next();
        using var other = new TcpListener(IPAddress.Loopback, first);
        other.Start();

        var second = new FreePorts(Clusters.Folder, []).Next();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_port_that_is_spoken_for_is_passed_over()
    {
        var first = new FreePorts(Clusters.Folder, []).Next();

        Assert.NotEqual(first, new FreePorts(Clusters.Folder, [first]).Next());
    }

    [Fact]
    public void Two_clusters_look_in_different_places() => Assert.NotEqual(
        new FreePorts(ClusterFolder.Of("/tmp/one"), []).Next(), new FreePorts(ClusterFolder.Of("/tmp/two"), []).Next());
}
