using System.Net.Sockets;

namespace Tessera.Storage.Hdfs;

/// <summary>Why a connection failed, in words for people.</summary>
static class Reasons
{
    public static string Of(Exception failure) => failure.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException socket => socket.Message,
        OperationCanceledException or TimeoutException => "nothing was heard of it in time",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "it broke off",
        var other => other.Message,
    };
}
