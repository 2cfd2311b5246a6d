using System.Net;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class HdfsUploadTests
{
    [Fact]
    public async Task A_writer_has_ended_before_another_attempt_begins()
    {
        using var http = new HangingUpNode();
        var (running, most, ended) = (0, 0, 0);

        await HdfsPairTests.Open(http).CreateAsync("x", WriteAsync, TestContext.Current.CancellationToken);

        Assert.Equal(2, http.Uploads);
        Assert.Equal(1, most);
        Assert.Equal(0, running);
        Assert.Equal(1, ended);

        async Task WriteAsync(Stream stream)
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            try
            {
                for (var i = 0; i < 20; i++)
                {
                    await stream.WriteAsync(new byte[1 << 16]);
                    http.Writing.TrySetResult();
                    await Task.Delay(10, CancellationToken.None); // computes, deaf to what became of the connection
                }

                ended++;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }

    /// <summary>A data node that hangs up on the first body, while that is being written.</summary>
    sealed class HangingUpNode : HttpMessageHandler
    {
        public TaskCompletionSource Writing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Bodies of files, but for the single byte that asks why.</summary>
        public int Uploads { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation)
        {
            if (request.RequestUri!.Host != "data")
            {
                return request.RequestUri.Query.Contains("op=CREATE", StringComparison.Ordinal)
                    ? new HttpResponseMessage(HttpStatusCode.TemporaryRedirect)
                    {
                        Headers = { Location = new Uri("http://data:1/x") },
                        RequestMessage = request,
                    }
                    : request.RequestUri.Query.Contains("op=GETFILESTATUS", StringComparison.Ordinal)
                        ? ScriptedHttp.Missing
                        : ScriptedHttp.Boolean("true");
            }

            var body = new MemoryStream();
            var sending = request.Content!.CopyToAsync(body, CancellationToken.None);
            if (Uploads == 0)
            {
                Uploads++;
                await Writing.Task;
                throw new HttpRequestException("hung up", new IOException("reset"));
            }

            await sending;
            Uploads += body.Length > 1 ? 1 : 0;
            return new HttpResponseMessage(HttpStatusCode.Created) { RequestMessage = request };
        }
    }
}
