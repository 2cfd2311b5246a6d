using System.Text.Json;

namespace Tessera.Cli.Cluster;

/// <summary>Asks daemons how they are.</summary>
sealed class HealthProbe : IDisposable
{
    const int MostBytes = 16 << 20;

    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(3);

    // A proxy of the user's is not for 127.0.0.1.
    readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = s_deadline,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The JSON behind a path of a daemon's address, or null when it does not answer.</summary>
    public async Task<JsonElement?> GetAsync(string web, string path, CancellationToken cancellation)
    {
        try
        {
            var bytes = await _client.GetByteArrayAsync(new Uri(web + path), cancellation);
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>One bean of a Hadoop daemon, or null when it does not answer or has none of that name.</summary>
    public async Task<JsonElement?> BeanAsync(string web, string bean, CancellationToken cancellation)
    {
        var answer = await GetAsync(web, $"/jmx?qry=Hadoop:{bean}", cancellation);
        return answer.Member("beans").Elements().Select(bean => (JsonElement?)bean).FirstOrDefault();
    }

    public void Dispose() => _client.Dispose();
}
