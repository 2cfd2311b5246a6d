using System.Text.Json;

namespace Tessera.Engines.Spark;

/// <summary>
/// What Spark's own page says of the running tasks, through its REST API. The page may be switched off, or out of reach
/// behind a cluster's proxy: then nothing is known, and nothing fails.
/// </summary>
/// <param name="address">The page, as Spark names it on standard error.</param>
/// <param name="application">The application's id.</param>
sealed class SparkPage(Uri address, string application) : IDisposable
{
    const int LargestAnswer = 4 << 20;

    /// <summary>
    /// On YARN the page sends other hosts to the resource manager's proxy, by a detour that leads to a page for people.
    /// </summary>
    const string Detour = "/proxy/redirect/";

    const string Proxy = "/proxy/";

    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = LargestAnswer,
    };

    Uri _stages = new(address, $"/api/v1/applications/{application}/stages?status=active");

    /// <summary>The tasks of all stages under way, or null where the page does not say.</summary>
    public async Task<TaskCounts?> CountAsync(CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(_stages, cancellation);
            if (answer.Headers.Location is { IsAbsoluteUri: true } proxy)
            {
                _stages = new Uri(proxy.AbsoluteUri.Replace(Detour, Proxy, StringComparison.Ordinal));
                return Parse(await _http.GetByteArrayAsync(_stages, cancellation));
            }

            return Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <exception cref="JsonException">It is not what the API answers.</exception>
    internal static TaskCounts Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("it is no list of stages");
        }

        return document.RootElement.EnumerateArray()
            .Aggregate(default(TaskCounts), (sum, stage) => sum + CountsOf(stage));
    }

    static TaskCounts CountsOf(JsonElement stage) => new(
        Number(stage, "numCompleteTasks"),
        Number(stage, "numActiveTasks"),
        Number(stage, "numFailedTasks"),
        Number(stage, "numTasks"));

    static int Number(JsonElement stage, string name) =>
        stage.ValueKind == JsonValueKind.Object
        && stage.TryGetProperty(name, out var member)
        && member.ValueKind == JsonValueKind.Number
        && member.TryGetInt32(out var number)
            ? number
            : throw new JsonException($"a stage has no number {name}");
}
