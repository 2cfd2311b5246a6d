using Tessera.Engines;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>What every step of a job needs: options, engine, clock, somebody to report to.</summary>
sealed record JobContext(JobOptions Options, IEngine Engine, TimeProvider Time, IProgress<StageProgress> Progress)
{
    public Folder Store => StorageSchemes.Open(Options.Store);

    public StageRunner Runner => new(Engine, Time, Progress);

    public void Say(string step, string message) => Progress.Report(new StageProgress(step, "", 0, 0, 0, message));

    /// <summary>
    /// Fills a folder, as its only writer, unless <paramref name="find"/> finds it full already, before or after the
    /// lock was taken.
    /// </summary>
    public async Task<T> FillAsync<T>(
        Folder folder, Func<Task<T?>> find, Func<Task<T>> fill, CancellationToken cancellation)
        where T : class
    {
        if (await find() is { } found)
        {
            return found;
        }

        await using var held = await FolderLock.AcquireAsync(folder, Time, cancellation);
        return await find() ?? await fill();
    }
}
