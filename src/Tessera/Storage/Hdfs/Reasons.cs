using System.Net.Sockets;

namespace Tessera.Storage.Hdfs;

/// <summary>Why a connection failed, in words for people.</summary>
static class Reasons
{
    public static string Of(Exception failure) => failure.GetBaseException() switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.OperationAborted }
            or OperationCanceledException or TimeoutException => "nothing was heard of it in time",
        SocketException socket => socket.Message,
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "it broke off",
        var other => other.Message,
    };
}
