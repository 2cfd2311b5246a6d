using System.Net;
using System.Net.Sockets;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

/// <summary>What is asked of whom, and again, when name nodes answer as they do in trouble.</summary>
public sealed class HdfsPairTests
{
    static readonly HdfsDeadlines s_impatient = new()
    {
        FirstContact = TimeSpan.FromMilliseconds(50),
        Retry = TimeSpan.FromMilliseconds(200),
        SafeMode = TimeSpan.FromMilliseconds(200),
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(10),
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_standby_sends_us_to_the_other_which_is_remembered()
    {
        using var http = new ScriptedHttp((request, _) => request.RequestUri!.Host == "a"
            ? ScriptedHttp.Exception("StandbyException", "Operation category READ is not supported in state standby")
            : ScriptedHttp.File);
        var storage = Open(http);

        await storage.StatAsync("x", Cancellation);
        await storage.StatAsync("x", Cancellation);

        Assert.Equal(["GET a GETFILESTATUS", "GET b GETFILESTATUS", "GET b GETFILESTATUS"], http.Requests);
    }

    [Fact]
    public async Task A_dead_name_node_sends_us_to_the_other()
    {
        using var http = new ScriptedHttp(
            (request, _) => request.RequestUri!.Host == "a" ? throw Refused() : ScriptedHttp.File);

        Assert.NotNull(await Open(http).StatAsync("x", Cancellation));
    }

    [Fact]
    public async Task Nobody_who_answers_is_one_line_that_names_both()
    {
        using var http = new ScriptedHttp((_, _) => throw Refused());

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Open(http).StatAsync("x", Cancellation));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("http://a:9870/, http://b:9870/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Safe_mode_without_end_is_one_line()
    {
        using var http = new ScriptedHttp((_, _) => ScriptedHttp.Exception("SafeModeException", "in safe mode"));

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Open(http).DeleteAsync("x", Cancellation));

        Assert.Contains("still in safe mode", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_whose_answer_was_lost_succeeded()
    {
        var renames = 0;
        using var http = new ScriptedHttp((request, operation) => operation switch
        {
            "RENAME" when renames++ == 0 => throw new HttpRequestException("lost", new IOException("reset")),
            "RENAME" => ScriptedHttp.Boolean("false"),
            _ => request.RequestUri!.AbsolutePath.EndsWith("/to", StringComparison.Ordinal)
                ? ScriptedHttp.File
                : ScriptedHttp.Missing,
        });

        Assert.True(await Open(http).RenameAsync("from", "to", Cancellation));
    }

    [Fact]
    public async Task A_create_whose_answer_was_lost_is_still_ours()
    {
        var creates = 0;
        using var http = new ScriptedHttp((request, operation) => (operation, request.RequestUri!.Host) switch
        {
            ("CREATE", "dn") when creates++ == 0 => throw new HttpRequestException("lost", new IOException("reset")),
            ("CREATE", "dn") => request.RequestUri.Query.Contains("overwrite=true", StringComparison.Ordinal)
                ? new HttpResponseMessage(HttpStatusCode.Created)
                : ScriptedHttp.Exception("FileAlreadyExistsException", "exists"),
            ("CREATE", _) => ToDataNode(request),
            ("RENAME", _) => ScriptedHttp.Boolean("true"),
            _ => ScriptedHttp.Missing,
        });

        Assert.True(await Open(http).CreateAsync("x", _ => Task.CompletedTask, Cancellation));
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        using var http = new ScriptedHttp((_, _) => ScriptedHttp.Exception("AccessControlException", "denied"));

        await Assert.ThrowsAsync<TesseraException>(() => Open(http).DeleteAsync("x", Cancellation));

        Assert.Single(http.Requests);
    }

    [Fact]
    public async Task A_token_is_sent_instead_of_the_users_name()
    {
        using var http = new ScriptedHttp((request, _) =>
            request.RequestUri!.Query.EndsWith("&delegation=TOKEN", StringComparison.Ordinal)
            && !request.RequestUri.Query.Contains("user.name", StringComparison.Ordinal)
                ? ScriptedHttp.File
                : ScriptedHttp.Exception("AccessControlException", "no token"));

        Assert.NotNull(await Open(http, "TOKEN").StatAsync("x", Cancellation));
    }

    [Fact]
    public async Task A_name_node_that_gives_the_same_page_again_is_no_endless_listing()
    {
        using var http = new ScriptedHttp((_, _) => ScriptedHttp.Json(
            HttpStatusCode.OK,
            """
            {"DirectoryListing":{"remainingEntries":9,"partialListing":{"FileStatuses":{"FileStatus":[
              {"length":3,"modificationTime":1,"pathSuffix":"a","type":"FILE"}]}}}}
            """));

        await Assert.ThrowsAsync<TesseraException>(
            async () => await Open(http).ListAsync("", Cancellation).CountAsync(Cancellation));
    }

    static HttpResponseMessage ToDataNode(HttpRequestMessage request)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location = new Uri($"http://dn:9864{request.RequestUri!.PathAndQuery}");
        return answer;
    }

    static HttpRequestException Refused() => new(
        HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));

    internal static HdfsStorage Open(HttpMessageHandler http, string? token = null)
    {
        var location = new HdfsLocation(
            "hdfs://pair/f",
            "/f",
            [new("http://a:9870"), new("http://b:9870")],
            "alice",
            token,
            HdfsTrust.Typed,
            "check that it runs");
        return new HdfsStorage(
            location, new HdfsCluster(location, new HttpMessageInvoker(http), s_impatient, TimeProvider.System));
    }
}
