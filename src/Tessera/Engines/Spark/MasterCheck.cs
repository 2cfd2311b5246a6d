using System.Globalization;
using System.Net.Sockets;

namespace Tessera.Engines.Spark;

/// <summary>Looks whether a cluster can be reached before Spark does, which would try for minutes.</summary>
static class MasterCheck
{
    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    static readonly string[] s_configurationVariables = ["HADOOP_CONF_DIR", "YARN_CONF_DIR"];

    /// <exception cref="TesseraException">The master cannot be reached.</exception>
    public static async Task RequireAsync(SparkOptions options, TimeProvider time, CancellationToken cancellation)
    {
        if (options.IsYarn)
        {
            RequireConfiguration();
        }
        else if (!options.IsLocal)
        {
            await RequireAnswerAsync(options.Master, time, cancellation);
        }
    }

    static void RequireConfiguration()
    {
        if (!s_configurationVariables.Any(name => Directory.Exists(Environment.GetEnvironmentVariable(name))))
        {
            throw TesseraException.Environment(
                "--master yarn needs the cluster's configuration: set HADOOP_CONF_DIR to the folder of yarn-site.xml");
        }
    }

    /// <summary>Of several masters, of which one stands by, one must answer.</summary>
    static async Task RequireAnswerAsync(string master, TimeProvider time, CancellationToken cancellation)
    {
        foreach (var address in master[(master.IndexOf("://", StringComparison.Ordinal) + 3)..].Split(','))
        {
            if (await AnswersAsync(address, time, cancellation))
            {
                return;
            }
        }

        throw TesseraException.Environment(
            $"no Spark master answers at {master}: check host and port (its default is 7077), and that it runs");
    }

    static async Task<bool> AnswersAsync(string address, TimeProvider time, CancellationToken cancellation)
    {
        var colon = address.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(address[(colon + 1)..], CultureInfo.InvariantCulture, out var port))
        {
            throw TesseraException.User($"--master spark://{address} is not allowed: give spark://HOST:PORT");
        }

        using var deadline = new CancellationTokenSource(s_deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address[..colon], port, either.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
