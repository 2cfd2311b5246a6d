using System.Text.RegularExpressions;

namespace Tessera.Engines.Spark;

/// <summary>
/// What Spark says on standard error: kept in a file, searched for the application's name and, after a failure, for
/// the line that says why.
/// </summary>
sealed partial class SparkLog : IDisposable
{
    /// <summary>The lines of one statement that are kept for a failure; Spark's stacks are long.</summary>
    const int MostLines = 400;

    const string Race = "java.util.ConcurrentModificationException";

    readonly string _path;
    readonly StreamWriter _file;
    readonly Lock _lock = new();
    readonly List<string> _lines = [];
    readonly TaskCompletionSource _introduced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SparkLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _path = path;
        _file = new StreamWriter(path);
    }

    /// <summary>The application's id, once Spark has told it.</summary>
    public string? ApplicationId { get; private set; }

    /// <summary>The address of its page, once Spark has told it.</summary>
    public Uri? Page { get; private set; }

    /// <summary>Ends when Spark has told both; without a page it never does.</summary>
    public Task Introduced => _introduced.Task;

    /// <summary>
    /// Whether Spark failed by a race of its own, which says nothing about the next time: on YARN the handlers of its
    /// page are changed by two threads while it starts (Spark 4.3, once in some hundred starts).
    /// </summary>
    public bool TellsOfRace
    {
        get
        {
            lock (_lock)
            {
                return _lines.Any(line => line.StartsWith(Race, StringComparison.Ordinal));
            }
        }
    }

    /// <summary>Forgets what earlier statements said.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _lines.Clear();
        }
    }

    public async Task FollowAsync(StreamReader errors)
    {
        while (await errors.ReadLineAsync() is { } line)
        {
            Add(line);
        }
    }

    /// <summary>Keeps a line; safe to call from several threads.</summary>
    public void Add(string line)
    {
        lock (_lock)
        {
            _file.WriteLine(line);
            _file.Flush();
            if (_lines.Count < MostLines)
            {
                _lines.Add(line.Trim());
            }

            if (ApplicationLine().Match(line) is { Success: true } named)
            {
                ApplicationId = named.Groups[1].Value;
            }
            else if (PageLine().Match(line) is { Success: true } page)
            {
                Page = Uri.TryCreate(page.Groups[1].Value, UriKind.Absolute, out var address) ? address : null;
            }

            if (ApplicationId is not null && Page is not null)
            {
                _introduced.TrySetResult();
            }
        }
    }

    public TesseraException Failure(string what)
    {
        var reason = SparkRemedies.Explain(ExceptionClass().Replace(Reason(), ""));
        return TesseraException.Environment($"{what}: {reason} (all that Spark said is in {_path})");
    }

    public void Dispose() => _file.Dispose();

    string Reason()
    {
        string[] lines;
        lock (_lock)
        {
            lines = [.. _lines.Where(line => line.Length > 0 && !Noise().IsMatch(line))];
        }

        // A worker's own words first, then Spark's class of error, then the deepest cause.
        return lines.Select(line => WorkerLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value
            ?? lines.FirstOrDefault(line => line.StartsWith('['))
            ?? lines.LastOrDefault(line => line.StartsWith("Caused by:", StringComparison.Ordinal))
            ?? lines.FirstOrDefault(line => line.Contains("Exception", StringComparison.Ordinal))
            ?? lines.FirstOrDefault()
            ?? "it did not say why";
    }

    [GeneratedRegex(@"Application Id: (\S+)")]
    private static partial Regex ApplicationLine();

    [GeneratedRegex(@"Spark Web UI available at (\S+)")]
    private static partial Regex PageLine();

    [GeneratedRegex(@"^(Caused by: )?([\w$]+\.)+[\w$]+(Exception|Error): ")]
    private static partial Regex ExceptionClass();

    [GeneratedRegex(@"tessera: (.+)$")]
    private static partial Regex WorkerLine();

    [GeneratedRegex(
        @"^(at |\.\.\. |Time taken|WARNING:|Setting default log level|To adjust logging|.* WARN |Spark |spark-sql |"
        + @"Using Spark's default |tessera\.statement\s)")]
    private static partial Regex Noise();
}
