using System.Globalization;

namespace Tessera.Engines.Spark;

/// <summary>Looks whether a standalone master can be reached before Spark does, which would try for minutes.</summary>
static class StandaloneCheck
{
    /// <summary>Of several masters, of which one stands by, one must answer.</summary>
    /// <exception cref="TesseraException">None does.</exception>
    public static async Task RequireAsync(string master, TimeProvider time, CancellationToken cancellation)
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
        return colon >= 1 && ushort.TryParse(address[(colon + 1)..], CultureInfo.InvariantCulture, out var port)
            ? await PortProbe.AnswersAsync(address[..colon], port, time, cancellation)
            : throw TesseraException.User($"--master spark://{address} is not allowed: give spark://HOST:PORT");
    }
}
