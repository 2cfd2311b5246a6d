using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tessera.EndToEnd;

/// <summary>The real program as a child process, with its output collected.</summary>
sealed class TesseraProcess : IDisposable
{
    static readonly string[] s_program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "Tessera.Cli.dll")];

    static readonly Dictionary<string, string> s_noMore = [];

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _errors = new();

    TesseraProcess(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static TesseraProcess Start(params IEnumerable<string> arguments) => StartWith(s_noMore, arguments);

    /// <summary>Starts the program with variables besides those of this process.</summary>
    public static TesseraProcess StartWith(
        IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        new(environment, [.. s_program, .. arguments]);

    /// <summary>Runs the program to its end, which must come within ten minutes.</summary>
    public static Task<TesseraOutcome> RunAsync(params IEnumerable<string> arguments) =>
        RunWithAsync(s_noMore, arguments);

    /// <summary>Runs the program to its end with variables besides those of this process.</summary>
    public static async Task<TesseraOutcome> RunWithAsync(
        IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var process = StartWith(environment, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs another program to its end.</summary>
    public static async Task<TesseraOutcome> RunProgramAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = new TesseraProcess(s_noMore, [program, .. arguments]);
        return await process.EndAsync();
    }

    /// <summary>Waits for the end, or gives null when it does not come in time.</summary>
    public async Task<TesseraOutcome?> EndAsync(TimeSpan deadline)
    {
        using var stop = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(stop.Token);
            return new TesseraOutcome(_process.ExitCode, _output.ToString(), _errors.ToString());
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    async Task<TesseraOutcome> EndAsync() =>
        await EndAsync(TimeSpan.FromMinutes(10))
        ?? throw new TimeoutException($"{string.Join(' ', _process.StartInfo.ArgumentList)} did not end: {Errors()}");

    /// <summary>Waits until standard error says something.</summary>
    public async Task<bool> SaysAsync(string text, TimeSpan deadline)
    {
        using var stop = new CancellationTokenSource(deadline);
        while (!Errors().Contains(text, StringComparison.Ordinal) && !stop.IsCancellationRequested)
        {
            await Task.Delay(20);
        }

        return Errors().Contains(text, StringComparison.Ordinal);
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public async Task InterruptAsync()
    {
        Assert.SkipWhen(
            IsInterruptIgnored(), "this shell lets processes in the background ignore SIGINT: run the tests in front");
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>As a child inherits it; no signal can be sent that it would hear then.</summary>
    static bool IsInterruptIgnored()
    {
        const int Interrupt = 2;
        const string Field = "SigIgn:";
        const string Status = "/proc/self/status";
        var ignored = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal))
            : null;
        return ignored is not null
            && ((ulong.Parse(ignored.AsSpan(Field.Length), NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite,
                CultureInfo.InvariantCulture) >> (Interrupt - 1)) & 1) == 1;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString();
        }
    }

    static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }
}
