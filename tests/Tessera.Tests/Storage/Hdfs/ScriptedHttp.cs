using System.Net;
using System.Text;

namespace Tessera.Tests.Storage.Hdfs;

/// <summary>Answers requests as a test says, and remembers them as METHOD HOST OP.</summary>
sealed class ScriptedHttp(Func<HttpRequestMessage, string, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    public static HttpResponseMessage Json(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Boolean(string value) =>
        Json(HttpStatusCode.OK, $"{{\"boolean\":{value}}}");

    public static HttpResponseMessage Exception(string name, string message) => Json(
        HttpStatusCode.Forbidden, $"{{\"RemoteException\":{{\"exception\":\"{name}\",\"message\":\"{message}\"}}}}");

    public static HttpResponseMessage File => Json(
        HttpStatusCode.OK,
        """{"FileStatus":{"length":3,"modificationTime":1795622223708,"pathSuffix":"","type":"FILE"}}""");

    public static HttpResponseMessage Missing => Exception("FileNotFoundException", "File does not exist: /x");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var operation = request.RequestUri!.Query.Split('&')[0]["?op=".Length..];
        Requests.Add($"{request.Method} {request.RequestUri.Host} {operation}");
        var response = answer(request, operation);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
