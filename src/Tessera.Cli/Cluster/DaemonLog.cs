using System.Text;
using System.Text.RegularExpressions;

namespace Tessera.Cli.Cluster;

/// <summary>What a daemon said, and which line of it matters when it has ended.</summary>
static partial class DaemonLog
{
    const int MostBytes = 1 << 20;
    const int MostCharacters = 300;
    const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>How long the log is now: what follows is the next process's.</summary>
    public static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>
    /// The innermost exception, else the last error, else the last line; null when there is nothing.
    /// </summary>
    public static string? DecisiveLine(string path, long start)
    {
        var lines = Read(path, start).Split('\n', Split);
        var line = lines.LastOrDefault(line => Thrown().IsMatch(line))
            ?? lines.LastOrDefault(line => Error().IsMatch(line))
            ?? lines.LastOrDefault();
        return line?.Length > MostCharacters ? line[..MostCharacters] + "…" : line;
    }

    static string Read(string path, long start)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = Math.Min(stream.Length, Math.Max(start, stream.Length - MostBytes));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(Caused by: |Exception in thread ""[^""]*"" )?([a-z]\w*\.)+[A-Z][\w$]*(Exception|Error)\b")]
    private static partial Regex Thrown();

    [GeneratedRegex(@"\b(FATAL|ERROR|Error)\b")]
    private static partial Regex Error();
}
