using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Tessera.Engines.Spark;

/// <summary>
/// A <c>spark-sql</c> child process: statements in, rows out. Every statement that we send gives rows of one column,
/// each a JSON object that is not empty. What else Spark prints there is echo, broken wherever a line is full. A
/// statement has ended when Spark answers a SET that follows it, for which it starts no job.
/// </summary>
sealed class SparkSession : IAsyncDisposable
{
    static readonly TimeSpan s_startDeadline = TimeSpan.FromMinutes(10);
    static readonly TimeSpan s_cancelDeadline = TimeSpan.FromSeconds(20);
    static readonly TimeSpan s_exitDeadline = TimeSpan.FromSeconds(20);

    const string Marker = "tessera.statement";

    readonly Process _process;
    readonly SparkLog _log;
    readonly TimeProvider _time;
    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    readonly Task _reading;
    readonly Task _logging;
    int _statements;

    SparkSession(Process process, SparkLog log, TimeProvider time)
    {
        (_process, _log, _time) = (process, log, time);
        _reading = ReadAsync();
        _logging = log.FollowAsync(process.StandardError);
    }

    /// <summary>The application's id and the address of its page, as far as Spark has told them.</summary>
    public string Application => $"{_log.ApplicationId} {_log.Page}".Trim();

    /// <summary>What Spark's page says, unless it has none.</summary>
    public SparkPage? OpenPage() =>
        _log is { Page: { } address, ApplicationId: { } id } ? new SparkPage(address, id) : null;

    /// <summary>Starts Spark and waits until it answers.</summary>
    /// <exception cref="TesseraException">It did not start, or not in time.</exception>
    public static async Task<SparkSession> StartAsync(
        SparkInstallation spark,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        SparkLog log,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var session = new SparkSession(spark.Start(arguments, environment), log, time);
        _ = session.WakePageAsync();
        try
        {
            using var deadline = new CancellationTokenSource(s_startDeadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
            try
            {
                await session.ExecuteAsync("SELECT 1", either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw log.Failure(
                    $"Spark did not start within {s_startDeadline.TotalMinutes:0} minutes (run the command again when "
                    + "the cluster has room)");
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a statement to its end and gives its rows. When cancelled, cancels it on Spark.</summary>
    /// <exception cref="TesseraException">Spark has ended.</exception>
    public async Task<IReadOnlyList<string>> ExecuteAsync(string statement, CancellationToken cancellation)
    {
        var number = (++_statements).ToString(CultureInfo.InvariantCulture);
        var marker = $"{Marker}\t{number}";
        _log.Begin();
        await SendAsync($"{statement};\nSET {Marker}={number};\n");
        var rows = new List<string>();
        try
        {
            await CollectAsync(rows, marker, cancellation);
        }
        catch (OperationCanceledException)
        {
            await CancelAsync(marker);
            throw;
        }

        return rows;
    }

    /// <summary>Why the last statement failed: Spark's own words, in one line, with the place of the rest.</summary>
    public TesseraException Failure(string what) => _log.Failure(what);

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it has ended already
        }

        if (!await HasEndedAsync(s_exitDeadline))
        {
            _process.Kill();
        }

        await Task.WhenAll(_reading, _logging);
        _process.Dispose();
        _log.Dispose();
    }

    /// <summary>
    /// A line of an echo can begin with a brace, that of a pattern of names, but no quote follows it.
    /// </summary>
    static bool IsRow(string line) => line.StartsWith("{\"", StringComparison.Ordinal);

    /// <summary>
    /// For the first question that it is asked, Spark's page loads what answers it: 1.4 seconds of CPU that the first
    /// stage would miss, but Spark's start does not.
    /// </summary>
    async Task WakePageAsync()
    {
        await _log.Introduced;
        using var page = OpenPage();
        _ = page is null ? null : await page.CountAsync(CancellationToken.None);
    }

    async Task SendAsync(string text)
    {
        try
        {
            await _process.StandardInput.WriteAsync(text);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            throw await EndedAsync();
        }
    }

    async Task CollectAsync(List<string> rows, string marker, CancellationToken cancellation)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancellation))
        {
            if (line == marker)
            {
                return;
            }

            if (IsRow(line))
            {
                rows.Add(line);
            }
        }

        throw await EndedAsync();
    }

    async Task<TesseraException> EndedAsync()
    {
        await _logging;
        return _log.Failure(_statements == 1 ? "Spark did not start" : "Spark has ended");
    }

    /// <summary>One SIGINT cancels the statement; a session that does not answer then is ended.</summary>
    async Task CancelAsync(string marker)
    {
        Signals.Interrupt(_process.Id);
        using var deadline = new CancellationTokenSource(s_cancelDeadline, _time);
        try
        {
            await CollectAsync([], marker, deadline.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or TesseraException)
        {
            _process.Kill();
        }
    }

    async Task<bool> HasEndedAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, _time);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Writer.TryWrite(line);
            if (!IsRow(line))
            {
                _log.Add(line); // a JVM that cannot start says so here
            }
        }

        _lines.Writer.Complete();
    }
}
