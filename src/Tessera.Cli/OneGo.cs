namespace Tessera.Cli;

/// <summary>
/// Work that leaves nothing to resume: Ctrl-C ends it at once, even within a call that nobody can stop.
/// </summary>
static class OneGo
{
    /// <exception cref="InterruptedException">The user does not want to wait for it.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            // Elsewhere, so that the process can end while it goes on.
            return await Task.Run(work, cancellation).WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new InterruptedException();
        }
    }
}
