using System.Text;

namespace Tessera.EndToEnd.Hdfs;

/// <summary>What Hadoop's daemons say about themselves.</summary>
static class DaemonStatus
{
    static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a daemon says these words in one of its beans.</summary>
    public static async Task RequireAsync(int port, string bean, string words)
    {
        using var deadline = new CancellationTokenSource(s_deadline);
        using var http = new HttpClient();
        while (!await SaysAsync(http, new Uri($"http://127.0.0.1:{port}/jmx?qry=Hadoop:service={bean}"), words))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), deadline.Token);
        }
    }

    static async Task<bool> SaysAsync(HttpClient http, Uri query, string words)
    {
        try
        {
            // as bytes: data nodes say "charset=utf8", which is no name of an encoding
            var answer = Encoding.UTF8.GetString(await http.GetByteArrayAsync(query));
            return answer.Contains(words, StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
