using Tessera.Cli.Cluster;

namespace Tessera.Tests.Cli.Cluster;

public sealed class DaemonLogTests : IDisposable
{
    const string Failed =
        """
        2026-01-01 10:00:00,000 ERROR namenode.NameNode: Failed to start namenode.
        java.net.BindException: Port in use: 127.0.0.1:9870
            at org.apache.hadoop.http.HttpServer2.bindListener(HttpServer2.java:1400)
        Caused by: java.io.IOException: Failed to bind to /127.0.0.1:9870
            at org.eclipse.jetty.server.ServerConnector.openAcceptChannel(ServerConnector.java:349)
        2026-01-01 10:00:00,100 INFO util.ExitUtil: Exiting with status 1

        """;

    readonly TemporaryFolder _folder = new();

    string Log => _folder.At("log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_innermost_exception_is_decisive()
    {
        File.WriteAllText(Log, Failed);

        Assert.Equal(
            "Caused by: java.io.IOException: Failed to bind to /127.0.0.1:9870", DaemonLog.DecisiveLine(Log, 0));
    }

    [Fact]
    public void What_an_earlier_process_said_is_not()
    {
        File.WriteAllText(Log, Failed);
        var start = DaemonLog.Length(Log);
        File.AppendAllText(Log, "ERROR: JAVA_HOME is not set and could not be found.\nbye\n");

        Assert.Equal("ERROR: JAVA_HOME is not set and could not be found.", DaemonLog.DecisiveLine(Log, start));
    }

    [Fact]
    public void Without_errors_it_is_the_last_line()
    {
        File.WriteAllText(Log, "one\ntwo\n\n");

        Assert.Equal("two", DaemonLog.DecisiveLine(Log, 0));
    }

    [Fact]
    public void Nothing_said_is_nothing()
    {
        Assert.Null(DaemonLog.DecisiveLine(Log, 0));
        Assert.Equal(0, DaemonLog.Length(Log));
    }
}
