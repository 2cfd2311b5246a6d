using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Tessera.Cli.Cluster;

/// <summary>
/// Ports that nobody listens on. They lie below those that systems give to outgoing connections, so that they are
/// still free when a daemon comes back; where the search begins depends on the folder, so that two clusters that
/// start at once do not meet.
/// </summary>
sealed class FreePorts
{
    const int First = 12_000;
    const int Count = 20_000;

    readonly HashSet<int> _taken;
    int _next;

    /// <param name="folder">Decides where the search begins.</param>
    /// <param name="taken">Ports that are spoken for, even if nobody listens on them now.</param>
    public FreePorts(ClusterFolder folder, IEnumerable<int> taken)
    {
        _taken = [.. taken];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(folder.Path));
        _next = (int)(BitConverter.ToUInt32(hash) % Count);
    }

    /// <exception cref="TesseraException">There is none.</exception>
    public int Next()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + _next;
            _next = (_next + 1) % Count;
            if (IsFree(port) && _taken.Add(port))
            {
                return port;
            }
        }

        throw TesseraException.Environment(
            $"no port from {First} to {First + Count - 1} is free on {Loopback.Host}: end what listens there");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
