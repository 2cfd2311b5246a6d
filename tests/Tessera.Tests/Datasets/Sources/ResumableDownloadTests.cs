using System.Net;
using System.Net.Http.Headers;
using Tessera.Datasets.Sources;

namespace Tessera.Tests.Datasets.Sources;

public sealed class ResumableDownloadTests : IDisposable
{
    static readonly Uri s_address = new("http://server.invalid/file.tar.gz");
    static readonly byte[] s_content = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    readonly TemporaryFolder _folder = new();

    string Target => _folder.At("file.tar.gz");

    string Part => _folder.At("_file.tar.gz.part");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_gets_its_name_when_it_is_complete()
    {
        await Fetch(_ => Answer(s_content));

        Assert.Equal(s_content, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_part_is_continued()
    {
        File.WriteAllBytes(Part, s_content[..300]);

        await Fetch(request =>
        {
            Assert.Equal(300, request.Headers.Range!.Ranges.Single().From);
            return Rest(300);
        });

        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_server_without_ranges_begins_again()
    {
        File.WriteAllBytes(Part, new byte[300]);

        await Fetch(_ => Answer(s_content));

        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task A_part_that_the_server_does_not_know_is_thrown_away()
    {
        File.WriteAllBytes(Part, new byte[5000]);

        await Fetch(request => request.Headers.Range is null
            ? Answer(s_content)
            : new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable));

        Assert.Equal(s_content, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task What_arrived_before_a_break_is_kept()
    {
        var answer = Answer(s_content[..400]);
        answer.Content = new StreamContent(new BreakingStream(s_content[..400]));
        answer.Content.Headers.ContentLength = 1000;

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Fetch(_ => answer));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("connection broke", failure.Message, StringComparison.Ordinal);
        Assert.Equal(s_content[..400], File.ReadAllBytes(Part));
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public async Task A_refusal_a_wrong_part_and_a_flood_are_the_environments_failures()
    {
        File.WriteAllBytes(Part, s_content[..300]);
        var flood = Answer([]);
        flood.Content.Headers.ContentLength = 1L << 40;

        foreach (var answer in new[] { new HttpResponseMessage(HttpStatusCode.NotFound), Rest(200), flood })
        {
            var failure = await Assert.ThrowsAsync<TesseraException>(() => Fetch(_ => answer));
            Assert.Equal(FailureKind.Environment, failure.Kind);
            Assert.Contains(s_address.ToString(), failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        var answer = Answer([]);
        answer.Content = new StreamContent(new SilentStream());

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => Fetch(_ => answer, TimeSpan.FromMilliseconds(50)));

        Assert.Contains("did not answer in time", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    async Task Fetch(Func<HttpRequestMessage, HttpResponseMessage> answer, TimeSpan? idle = null)
    {
        using var client = new HttpClient(new FakeServer(answer));
        await new ResumableDownload(client, idle ?? TimeSpan.FromSeconds(30))
            .FetchAsync(s_address, Target, progress: null, TestContext.Current.CancellationToken);
    }

    static HttpResponseMessage Answer(byte[] content) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    static HttpResponseMessage Rest(int from)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.PartialContent);
        answer.Content = new ByteArrayContent(s_content[from..]);
        answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, 999, 1000);
        return answer;
    }

    sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length
                ? await base.ReadAsync(buffer, cancellationToken)
                : throw new IOException("reset by peer");
    }

    sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
