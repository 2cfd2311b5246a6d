using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tessera.Cli.Bench;

/// <summary>
/// A runtime in a process of its own, so that its memory is its own: it answers each line that it is sent with one line.
/// </summary>
sealed class Contender : IDisposable
{
    static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(3);

    readonly Process _process;

    Contender(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    public static Contender Start(string name, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new Contender(name, Process.Start(start)!);
    }

    /// <summary>What the model gives for the benchmark's own inputs.</summary>
    public async Task<double[]> OutputsAsync(int batch, CancellationToken cancellation)
    {
        var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"outputs {batch}"), cancellation);
        return [.. answer.GetProperty("outputs").EnumerateArray().Select(value => value.GetDouble())];
    }

    /// <summary>Images a second.</summary>
    public async Task<double> RateAsync(Load load, CancellationToken cancellation)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"rate {load.Batch} {load.Sessions} {load.Threads} {load.Seconds}");
        return (await AskAsync(line, cancellation)).GetProperty("rate").GetDouble();
    }

    /// <summary>The most memory that it has had, in bytes.</summary>
    public long PeakMemory()
    {
        _process.Refresh();
        return PeakResident() ?? _process.PeakWorkingSet64;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    async Task<JsonElement> AskAsync(string line, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(s_deadline);
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), deadline.Token);
        await _process.StandardInput.FlushAsync(deadline.Token);
        var answer = await _process.StandardOutput.ReadLineAsync(deadline.Token) ?? throw TesseraException.User(
            $"{Name} has ended: {(await _process.StandardError.ReadToEndAsync(deadline.Token)).Trim()}");
        return JsonDocument.Parse(answer).RootElement;
    }

    // .NET has no peak of another process on Linux.
    long? PeakResident()
    {
        var status = $"/proc/{_process.Id}/status";
        var line = File.Exists(status)
            ? File.ReadLines(status).FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        return line is null
            ? null
            : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
