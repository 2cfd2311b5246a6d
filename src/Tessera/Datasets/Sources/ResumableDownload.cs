using System.Net;
using System.Net.Http.Headers;

namespace Tessera.Datasets.Sources;

/// <summary>
/// Fetches a file over HTTP. What has arrived stays in <c>_NAME.part</c>, and the next attempt asks for the rest of it;
/// the file gets its name when it is complete. Every wait has a deadline.
/// </summary>
sealed class ResumableDownload(HttpClient client, TimeSpan idleTimeout)
{
    const long MostBytes = 1L << 30;
    const int BufferBytes = 1 << 16;

    /// <exception cref="TesseraException">The server cannot be reached, refuses, or falls silent.</exception>
    public async Task FetchAsync(
        Uri address, string path, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var part = Path.Combine(Path.GetDirectoryName(path)!, $"_{Path.GetFileName(path)}.part");
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            idle.CancelAfter(idleTimeout);
            await FetchPartAsync(address, part, progress, idle);
        }
        catch (HttpRequestException exception)
        {
            throw TesseraException.Environment($"{address} cannot be fetched: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            var hint = new FileInfo(part) is { Exists: true, Length: > 0 }
                ? "the same command goes on from there"
                : "try again later, or give a file with --source";
            throw TesseraException.Environment(
                $"{address} cannot be fetched: it did not answer in time; {hint}.", exception);
        }
        finally
        {
            DeleteIfEmpty(part);
        }

        File.Move(part, path, overwrite: true);
    }

    static void DeleteIfEmpty(string part)
    {
        if (new FileInfo(part) is { Exists: true, Length: 0 })
        {
            File.Delete(part);
        }
    }

    async Task FetchPartAsync(
        Uri address, string part, IProgress<SourceProgress>? progress, CancellationTokenSource idle)
    {
        await using var file = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        using var response = await RequestAsync(address, file, idle.Token);
        var total = file.Position + response.Content.Headers.ContentLength;
        if (total > MostBytes)
        {
            throw TesseraException.Environment($"{address} has {total} bytes, more than the allowed {MostBytes}.");
        }

        await CopyAsync(response, file, done => progress?.Report(new(SourceProgress.Download, done, total)), idle);
        if (file.Position != (total ?? file.Position))
        {
            throw TesseraException.Environment(
                $"{address}: {file.Position} of {total} bytes came; the same command goes on from there.");
        }
    }

    // Leaves the file where the answer's first byte belongs.
    async Task<HttpResponseMessage> RequestAsync(Uri address, FileStream file, CancellationToken cancellation)
    {
        var response = await SendAsync(address, file.Length, cancellation);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            response.Dispose();
            file.SetLength(0);
            response = await SendAsync(address, 0, cancellation);
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw TesseraException.Environment(
                    $"{address} cannot be fetched: the server answers {(int)response.StatusCode} "
                    + $"({response.ReasonPhrase}); check the address, or give a file with --source.");
            }
        }

        var isRest = response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == file.Length;
        if (response.StatusCode == HttpStatusCode.PartialContent && !isRest)
        {
            throw TesseraException.Environment($"{address} answers with another part of the file than was asked for.");
        }

        file.SetLength(isRest ? file.Length : 0);
        file.Position = file.Length;
        return response;
    }

    async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    async Task CopyAsync(
        HttpResponseMessage response, FileStream file, Action<long> onBytes, CancellationTokenSource idle)
    {
        await using var content = await response.Content.ReadAsStreamAsync(idle.Token);
        var buffer = new byte[BufferBytes];
        while (true)
        {
            idle.CancelAfter(idleTimeout);
            var count = await ReadAsync(content, buffer, idle.Token);
            if (count == 0)
            {
                return;
            }

            if (file.Position + count > MostBytes)
            {
                throw TesseraException.Environment($"More than the allowed {MostBytes} bytes came.");
            }

            await file.WriteAsync(buffer.AsMemory(0, count), idle.Token);
            onBytes(file.Position);
        }
    }

    // A connection that breaks is the network's failure, a file that cannot be written is not.
    static async Task<int> ReadAsync(Stream content, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellation);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException($"the connection broke: {exception.Message}", exception);
        }
    }
}
