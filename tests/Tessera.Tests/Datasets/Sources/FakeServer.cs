namespace Tessera.Tests.Datasets.Sources;

/// <summary>Answers HTTP requests without a network.</summary>
sealed class FakeServer(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.Run(() => answer(request), cancellationToken);
}
