using System.Runtime.CompilerServices;

namespace Tessera.Results;

/// <summary>
/// Splits a stream at line feeds, without making strings. Memory is bounded by the longest line allowed.
/// </summary>
static class LineReader
{
    /// <summary>The top 1,000 of 1,000 classes need 50 kB; a longer line than this is no file of ours.</summary>
    public const int MaxLineLength = 4 << 20;

    /// <summary>Most files of many have few lines.</summary>
    const int InitialBuffer = 8 << 10;

    /// <summary>The lines without their line feeds; each is valid until the next is asked for.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[InitialBuffer];
        int start = 0, end = 0, read;
        do
        {
            if (start == 0 && end == buffer.Length)
            {
                Grow(ref buffer, name);
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
            int length;
            while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
            }
        }
        while (read > 0);

        if (end > start)
        {
            yield return buffer.AsMemory(start, end - start);
        }
    }

    static void Grow(ref byte[] buffer, string name)
    {
        if (buffer.Length >= MaxLineLength)
        {
            throw TesseraException.User(
                $"{name}: a line is longer than {MaxLineLength} bytes; not a file of JSON lines");
        }

        Array.Resize(ref buffer, buffer.Length * 2);
    }
}
