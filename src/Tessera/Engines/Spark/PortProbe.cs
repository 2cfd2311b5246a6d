using System.Net.Sockets;

namespace Tessera.Engines.Spark;

/// <summary>Whether somebody listens at a port.</summary>
static class PortProbe
{
    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    public static async Task<bool> AnswersAsync(
        string host, int port, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(s_deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, either.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
