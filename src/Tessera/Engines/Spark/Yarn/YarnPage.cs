using System.Text.Json;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>
/// What YARN says over HTTP. It may ask for a ticket, or be out of reach: then nothing is known, and nothing fails.
/// </summary>
/// <param name="managers">Of which one is active.</param>
sealed class YarnPage(IReadOnlyList<ResourceManager> managers) : IDisposable
{
    const int LargestAnswer = 64 << 20;

    readonly HttpClient _http = new()
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>The queues; null where they cannot be known.</summary>
    public Task<YarnQueues?> QueuesAsync(CancellationToken cancellation) =>
        AskAsync("scheduler", YarnQueues.Parse, cancellation);

    /// <summary>The largest container; null where it cannot be known.</summary>
    public Task<YarnContainer?> LargestContainerAsync(CancellationToken cancellation) =>
        AskAsync("scheduler", YarnContainer.Parse, cancellation);

    /// <summary>The application with a tag; null where there is none, or it cannot be known.</summary>
    public Task<YarnApplication?> ApplicationAsync(string tag, CancellationToken cancellation) =>
        AskAsync($"apps?applicationTags={tag}", YarnApplication.Parse, cancellation);

    public void Dispose() => _http.Dispose();

    async Task<T?> AskAsync<T>(string what, Func<ReadOnlyMemory<byte>, T?> parse, CancellationToken cancellation)
        where T : class
    {
        foreach (var manager in managers)
        {
            try
            {
                var address = new Uri(manager.Web, $"/ws/v1/cluster/{what}");
                return parse(await _http.GetByteArrayAsync(address, cancellation));
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
            {
                cancellation.ThrowIfCancellationRequested(); // the next may be the active one
            }
        }

        return null;
    }
}
