using System.Net;
using System.Text.Json;

namespace Tessera.Storage.Hdfs;

/// <summary>Makes sense of answers that are errors.</summary>
static class RemoteFailures
{
    const int MaxBody = 1 << 16;
    const int MaxReason = 500;

    /// <summary>Reads an answer that is no success.</summary>
    public static async Task<HdfsFailure> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var buffer = new byte[MaxBody];
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return Describe(answer.StatusCode, buffer.AsSpan(0, length), answer.RequestMessage?.RequestUri);
    }

    /// <summary>What an answer means: <paramref name="body"/> is Hadoop's JSON, or anything else.</summary>
    public static HdfsFailure Describe(HttpStatusCode status, ReadOnlySpan<byte> body, Uri? uri)
    {
        var place = uri?.GetLeftPart(UriPartial.Authority) ?? "";
        if (body.IndexOf("HTTP request to a Hadoop IPC port"u8) >= 0)
        {
            return new HdfsFailure(
                FailureCause.Wrong,
                $"{place} is a name node's RPC port, and webhdfs:// takes its HTTP port (usually 9870): "
                + $"say hdfs://{uri?.Authority}, or set HADOOP_CONF_DIR");
        }

        if (Parse(body) is { } error)
        {
            return IsOfDataNode(error)
                ? new HdfsFailure(
                    FailureCause.Wrong,
                    $"{place} is a data node's port, and webhdfs:// takes the name node's HTTP port (usually 9870)")
                : Describe(error);
        }

        return status == HttpStatusCode.Unauthorized
            ? new HdfsFailure(
                FailureCause.Refused,
                $"{place} asks who we are: fetch a token with 'hdfs fetchdt' and set HADOOP_TOKEN_FILE_LOCATION to it")
            : new HdfsFailure(
                (int)status >= 500 ? FailureCause.Passing : FailureCause.Wrong,
                $"{place} answered {(int)status} {status}, not as WebHDFS does: is it the name node's HTTP port?");
    }

    public static HdfsFailure Describe(RemoteError error)
    {
        var reason = FirstLine(error.Message ?? "");
        return new HdfsFailure(Cause(error.Exception ?? "", reason), Reason(error.Exception ?? "", reason));
    }

    /// <summary>Data nodes know reading and writing alone, and say so of the rest.</summary>
    static bool IsOfDataNode(RemoteError error) =>
        error.Message?.StartsWith("Invalid operation ", StringComparison.Ordinal) is true;

    static FailureCause Cause(string exception, string message) => exception switch
    {
        "StandbyException" => FailureCause.Standby,
        "SafeModeException" => FailureCause.SafeMode,
        "RetriableException" when Says(message, "safe mode") || Says(message, "startup") => FailureCause.SafeMode,
        "FileNotFoundException" => FailureCause.NotFound,
        "FileAlreadyExistsException" => FailureCause.AlreadyThere,
        "IOException" when Says(message, "out of the range") => FailureCause.BehindEnd,
        "InvalidPathException" or "IllegalArgumentException" or "UnsupportedOperationException" => FailureCause.Wrong,
        "AccessControlException" or "SecurityException" or "AuthorizationException" or "InvalidToken"
            or "NSQuotaExceededException" or "DSQuotaExceededException" or "QuotaExceededException"
            or "QuotaByStorageTypeExceededException" or "ParentNotDirectoryException" or "PathIsNotDirectoryException"
            or "FSLimitException" or "MaxDirectoryItemsExceededException" or "PathComponentTooLongException"
            => FailureCause.Refused,
        _ => FailureCause.Passing,
    };

    static string Reason(string exception, string message) => exception switch
    {
        "FileNotFoundException" => "it does not exist",
        "FileAlreadyExistsException" => "it exists already",
        "AccessControlException" =>
            $"{message}; ask for access to the folder, choose another, or set HADOOP_USER_NAME",
        "DSQuotaExceededException" or "QuotaByStorageTypeExceededException" =>
            $"the HDFS quota is exceeded ({message}; each file asks for whole blocks of all its replicas while it is "
            + "written); free space or have the quota raised, then run the command again",
        "NSQuotaExceededException" or "QuotaExceededException" =>
            $"the HDFS quota is exceeded ({message}); free space or have the quota raised, then run the command again",
        "InvalidPathException" => $"{message}; HDFS allows no ':' in names",
        _ => message.Length > 0 ? message : exception,
    };

    static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Hadoop appends the stack.</summary>
    static string FirstLine(string message)
    {
        var line = message.Split('\n', 2)[0].Trim();
        return line.Length > MaxReason ? $"{line[..MaxReason]}…" : line;
    }

    static RemoteError? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, HdfsJson.Default.RemoteErrorAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
