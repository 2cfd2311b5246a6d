using System.Net;
using System.Text;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class RemoteFailuresTests
{
    static readonly Uri s_uri = new("http://h:9870/webhdfs/v1/x?op=OPEN&delegation=secret");

    [Theory]
    [InlineData("StandbyException", "Operation category READ is not supported in state standby", "Standby")]
    [InlineData("RetriableException", "Namenode is in startup mode", "SafeMode")]
    [InlineData("SafeModeException", "Cannot create file/x. Name node is in safe mode.", "SafeMode")]
    [InlineData("FileNotFoundException", "File does not exist: /x", "NotFound")]
    [InlineData("IOException", "Offset=5 out of the range [0, 5); OPEN, path=/a/x", "BehindEnd")]
    [InlineData("IOException", "Failed to find datanode, suggest to check cluster health.", "Passing")]
    [InlineData("AccessControlException", "Permission denied: user=nobody, access=WRITE", "Refused")]
    [InlineData("DSQuotaExceededException", "The DiskSpace quota of /q is exceeded", "Refused")]
    [InlineData("InvalidPathException", "Invalid path name /a:b", "Wrong")]
    [InlineData("SomethingNewException", "?", "Passing")]
    public void The_exception_decides_what_is_done(string exception, string message, string cause)
    {
        var body = $"{{\"RemoteException\":{{\"exception\":\"{exception}\",\"message\":\"{message}\"}}}}";

        Assert.Equal(cause, Describe(HttpStatusCode.Forbidden, body).Cause.ToString());
    }

    [Fact]
    public void The_stack_that_Hadoop_appends_is_left_out()
    {
        var failure = Describe(
            HttpStatusCode.Forbidden,
            """{"RemoteException":{"exception":"IOException","message":"it is so\n\tat org.apache.X(X.java:1)"}}""");

        Assert.Equal("it is so", failure.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "<html>nothing here</html>", false)]
    [InlineData(HttpStatusCode.BadGateway, "", true)]
    [InlineData(HttpStatusCode.OK, "{\"RemoteException\":null}", false)]
    [InlineData(HttpStatusCode.Forbidden, "{\"RemoteException\":{}}", true)]
    public void What_is_not_WebHDFS_is_said_to_be_so(HttpStatusCode status, string body, bool mayPass)
    {
        var failure = Describe(status, body);

        Assert.Equal(mayPass, failure.MayPass);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_node_is_told_from_a_name_node() => Assert.Contains(
        "is a data node's port",
        Describe(
            HttpStatusCode.BadRequest,
            """{"RemoteException":{"exception":"IllegalArgumentException","message":"Invalid operation MKDIRS"}}""")
            .Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_host_that_wants_Kerberos_gets_none_but_a_hint()
    {
        Assert.Contains(
            "HADOOP_TOKEN_FILE_LOCATION",
            Describe(HttpStatusCode.Unauthorized, "<html/>").Message,
            StringComparison.Ordinal);
    }

    static HdfsFailure Describe(HttpStatusCode status, string body) =>
        RemoteFailures.Describe(status, Encoding.UTF8.GetBytes(body), s_uri);
}
