using Tessera.Datasets;
using Tessera.Engines;
using Tessera.Pipeline.Classify;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>What every step of a job needs: options, engine, clock, somebody to report to.</summary>
sealed record JobContext(JobOptions Options, IEngine Engine, TimeProvider Time, IProgress<StageProgress> Progress)
{
    /// <summary>What the last step read, for the next that reads the same.</summary>
    Dataset? _input;

    public Folder Store => StorageSchemes.Open(Options.Store);

    public StageRunner Runner => new(Engine, Time, Progress);

    public void Say(string step, string message) => Progress.Report(new StageProgress(step, "", 0, 0, 0, message));

    /// <summary>Keeps a dataset for the steps that follow: a manifest of many shards is large.</summary>
    public void Keep(Dataset input) => _input = input;

    /// <summary>The dataset that a run classified; opened once, however many steps ask for it.</summary>
    /// <exception cref="TesseraException">There is none, or it has changed since.</exception>
    public async Task<Dataset> OpenInputAsync(ClassifySpec run, CancellationToken cancellation) =>
        _input is { } kept && kept.Folder.Url == run.Input && kept.Manifest.Checksum == run.InputChecksum
            ? kept
            : _input = await Dataset.OpenUnchangedAsync(run.Input, run.InputChecksum, cancellation);

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
        if (await find() is { } meanwhile)
        {
            return meanwhile;
        }

        GC.Collect(); // what the last step left behind, which else stays until this one has left twice as much
        return await fill();
    }
}
