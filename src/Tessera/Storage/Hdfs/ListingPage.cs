using System.Text.Json;

namespace Tessera.Storage.Hdfs;

/// <summary>
/// The answer to LISTSTATUS_BATCH: a page of a folder, and how many entries come after it. It is read entry by entry,
/// for a thousand records at once outlive the collector's youngest generation, and a folder of many marks is looked at
/// again and again.
/// </summary>
sealed class ListingPage : IDisposable
{
    const int FirstBuffer = 1 << 16;
    const int LargestPage = 1 << 26;

    /// <summary>
    /// The last page's buffer, for the next. A pool would keep one of each size for each thread that gave one back.
    /// </summary>
    static byte[]? s_spare;

    readonly byte[] _json;
    readonly int _end;
    int _next;

    ListingPage(byte[] json, int length)
    {
        _json = json;
        (_next, _end, Remaining) = Scan(json.AsSpan(0, length));
    }

    /// <summary>How many entries the folder has after these.</summary>
    public int Remaining { get; }

    /// <exception cref="JsonException">It is no listing, or a huge one.</exception>
    public static async ValueTask<ListingPage> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = Interlocked.Exchange(ref s_spare, null) ?? new byte[FirstBuffer];
        int length = 0, read;
        while ((read = await body.ReadAsync(buffer.AsMemory(length), cancellation)) > 0)
        {
            length += read;
            if (length == LargestPage)
            {
                throw new JsonException($"a page of a listing has {LargestPage} bytes or more");
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length);
            }
        }

        return new ListingPage(buffer, length);
    }

    /// <summary>The next entry; null after the last.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public FileStatus? Next()
    {
        var rest = _json.AsSpan(_next, _end - _next);
        var start = rest.IndexOf((byte)'{');
        if (start < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(rest[start..]);
        var status = JsonSerializer.Deserialize(ref reader, HdfsJson.Default.FileStatus);
        _next += start + (int)reader.BytesConsumed;
        return status;
    }

    public void Dispose() => s_spare = _json;

    /// <summary>Where the entries begin and end, and how many are left.</summary>
    static (int Start, int End, int Remaining) Scan(ReadOnlySpan<byte> json)
    {
        (int Start, int End)? entries = null;
        int? remaining = null;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("FileStatus"u8) && reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                var start = (int)reader.BytesConsumed;
                reader.Skip();
                entries = (start, (int)reader.TokenStartIndex);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("remainingEntries"u8))
            {
                reader.Read();
                remaining = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count)
                    ? count
                    : null;
            }
        }

        return entries is { } found && remaining is { } left
            ? (found.Start, found.End, left)
            : throw new JsonException("it is no listing");
    }
}
