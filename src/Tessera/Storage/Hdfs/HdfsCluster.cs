using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// One cluster as one user: finds the active name node, asks it, tries again what may pass. Safe to share.
/// </summary>
sealed class HdfsCluster(HdfsLocation location, HttpMessageInvoker http, HdfsDeadlines deadlines, TimeProvider time)
{
    readonly AvoidedDataNodes _avoided = new(time);

    volatile int _active;
    volatile bool _answered = location.Trust == HdfsTrust.Known;
    long _told;

    public HdfsDeadlines Deadlines => deadlines;

    public TimeProvider Time => time;

    /// <summary>Whether a name node has ever been heard of.</summary>
    public bool HasAnswered => _answered;

    /// <summary>What to do when no name node answers.</summary>
    public string Advice =>
        $"; {location.Advice} (WebHDFS was looked for at {string.Join(", ", location.NameNodes)})";

    /// <summary>How many places there are to ask before a pause makes sense.</summary>
    public int Alternatives(HdfsFailure failure) =>
        failure.Cause is FailureCause.NameNodeSilent or FailureCause.Standby ? location.NameNodes.Length : 1;

    /// <summary>Tries until it succeeds, or fails in a way that no retry mends.</summary>
    /// <exception cref="HdfsFailure">What may be an answer to the caller, such as "not found".</exception>
    /// <exception cref="TesseraException">Patience is at an end.</exception>
    public async Task<T> RetryAsync<T>(string verb, string url, Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var retry = new HdfsRetry(this, verb, url);
        while (true)
        {
            var asked = _active;
            try
            {
                return await attempt();
            }
            catch (HdfsFailure failure) when (failure.MayPass)
            {
                await LearnAsync(failure, asked, cancellation);
                await retry.PauseAsync(failure, cancellation);
            }
        }
    }

    /// <summary>Asks the name node for a JSON answer.</summary>
    public Task<T> AskAsync<T>(
        HttpMethod method, string path, HdfsQuery query, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        AskAsync(
            method,
            path,
            query,
            async (body, token) => await JsonSerializer.DeserializeAsync(body, type, token)
                ?? throw new JsonException("null"),
            cancellation);

    /// <summary>Asks the name node; <paramref name="read"/> makes sense of what it answers.</summary>
    public async Task<T> AskAsync<T>(
        HttpMethod method,
        string path,
        HdfsQuery query,
        Func<Stream, CancellationToken, ValueTask<T>> read,
        CancellationToken cancellation)
    {
        using var deadline = Deadline(deadlines.Answer, cancellation);
        using var answer = await SendAsync(method, path, query, HttpStatusCode.OK, deadline, cancellation);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(deadline.Token);
            return await read(body, deadline.Token);
        }
        catch (Exception failure) when (IsSilence(failure, cancellation))
        {
            throw Silent(answer.RequestMessage!.RequestUri!, failure);
        }
    }

    /// <summary>Asks the name node which data node to turn to.</summary>
    public async Task<Uri> RedirectAsync(
        HttpMethod method, string path, HdfsQuery query, CancellationToken cancellation)
    {
        using var deadline = Deadline(deadlines.Answer, cancellation);
        using var answer = await SendAsync(
            method,
            path,
            query.With("excludedatanodes", _avoided.Names),
            HttpStatusCode.TemporaryRedirect,
            deadline,
            cancellation);
        return answer.Headers.Location is { IsAbsoluteUri: true } place && place.Scheme is "http" or "https"
            ? answer.Headers.Location
            : throw new HdfsFailure(FailureCause.Passing, "the name node names no data node");
    }

    /// <summary>Sends a request to a data node. The answer is a success, its body unread.</summary>
    public async Task<HttpResponseMessage> SendToDataNodeAsync(
        HttpRequestMessage request, CancellationTokenSource deadline, CancellationToken cancellation)
    {
        try
        {
            var answer = await http.SendAsync(request, deadline.Token);
            return answer.IsSuccessStatusCode
                ? answer
                : throw await FailureAsync(answer, deadline.Token);
        }
        catch (Exception failure) when (IsSilence(failure, cancellation))
        {
            throw Lost(request.RequestUri!, failure);
        }
    }

    public static CancellationTokenSource Deadline(TimeSpan after, CancellationToken cancellation)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        source.CancelAfter(after);
        return source;
    }

    /// <summary>A data node that broke off.</summary>
    public static HdfsFailure Lost(Uri dataNode, Exception failure) => new(
        FailureCause.DataNodeLost,
        $"the data node {dataNode.Authority} does not answer: {Reasons.Of(failure)}",
        failure)
    {
        DataNode = dataNode,
    };

    /// <summary>Whether the other side fell silent, rather than us being cancelled.</summary>
    public static bool IsSilence(Exception failure, CancellationToken cancellation) =>
        (failure is HttpRequestException or IOException or JsonException)
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <summary>Tells people what is waited for, once for all who wait.</summary>
    public void TellWaiting(string line)
    {
        var (last, now) = (Interlocked.Read(ref _told), time.GetTimestamp());
        var isNews = last == 0 || time.GetElapsedTime(last, now) > deadlines.SafeMode;
        if (isNews && Interlocked.CompareExchange(ref _told, now, last) == last)
        {
            HdfsNotices.Tell(line);
        }
    }

    async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HdfsQuery query,
        HttpStatusCode expected,
        CancellationTokenSource deadline,
        CancellationToken cancellation)
    {
        var uri = WebHdfsUri.Of(location.NameNodes[_active], path, query.As(location));
        using var request = new HttpRequestMessage(method, uri);
        try
        {
            var answer = await http.SendAsync(request, deadline.Token);
            _answered = true;
            return answer.StatusCode == expected ? answer : throw await FailureAsync(answer, deadline.Token);
        }
        catch (Exception failure) when (IsSilence(failure, cancellation))
        {
            throw Silent(uri, failure);
        }
    }

    static async Task<HdfsFailure> FailureAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using (answer)
        {
            return await RemoteFailures.ReadAsync(answer, cancellation);
        }
    }

    HdfsFailure Silent(Uri nameNode, Exception failure)
    {
        var error = (failure as HttpRequestException)?.HttpRequestError;
        var isMistake = error is HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
        var cause = isMistake && !_answered && location.NameNodes.Length == 1
            ? FailureCause.Refused
            : FailureCause.NameNodeSilent;
        var text = error switch
        {
            HttpRequestError.NameResolutionError =>
                $"no host is called '{nameNode.Host}'{(cause == FailureCause.Refused ? Advice : "")}",
            HttpRequestError.SecureConnectionError =>
                $"no secure connection to the name node {nameNode.Authority} ({Reasons.Of(failure)}): set "
                + "SSL_CERT_FILE to a file with the certificate of its authority, here and on the nodes, or mend "
                + "dfs.http.policy",
            _ => $"the name node {nameNode.Authority} does not answer: {Reasons.Of(failure)}",
        };
        return new HdfsFailure(cause, text, failure);
    }

    async Task LearnAsync(HdfsFailure failure, int asked, CancellationToken cancellation)
    {
        if (failure.Cause is FailureCause.NameNodeSilent or FailureCause.Standby)
        {
            // only the first of many who found it so turns to the other
            Interlocked.CompareExchange(ref _active, (asked + 1) % location.NameNodes.Length, asked);
        }

        if (failure.DataNode is { } lost)
        {
            _avoided.Add(await TransferAddressAsync(lost, cancellation));
        }

        if (failure.Cause == FailureCause.Passing)
        {
            // The name node may have nobody else left, which it says in several ways.
            _avoided.Clear();
        }
    }

    async Task<string> TransferAddressAsync(Uri dataNode, CancellationToken cancellation)
    {
        using var deadline = Deadline(deadlines.Connect, cancellation);
        try
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(location.NameNodes[_active], TransferAddress.Query));
            using var answer = await http.SendAsync(request, deadline.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(deadline.Token);
            using var metrics = await JsonDocument.ParseAsync(body, default, deadline.Token);
            return TransferAddress.Find(metrics, dataNode) ?? dataNode.Host;
        }
        catch (Exception failure) when (IsSilence(failure, cancellation))
        {
            return dataNode.Host; // by host alone: right wherever there is one data node a host
        }
    }
}
