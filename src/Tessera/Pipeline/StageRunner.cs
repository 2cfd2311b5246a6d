using System.Runtime.CompilerServices;
using Tessera.Engines;
using Tessera.Storage;

namespace Tessera.Pipeline;

/// <summary>
/// Runs a stage over shards and resumes it: what is marked is left alone, the rest goes to the engine, and at the end
/// every shard must have its mark.
/// </summary>
public sealed class StageRunner(IEngine engine, TimeProvider time, IProgress<StageProgress> progress)
{
    /// <summary>Runs the stage over all shards.</summary>
    /// <param name="spec">The stage.</param>
    /// <param name="shards">All shards of it, whether they are done already or not.</param>
    /// <param name="policy">How many images may fail.</param>
    /// <param name="counted">
    /// Hears of each shard's mark once, with the shard's place in <paramref name="shards"/>; one call at a time, in no
    /// particular order.
    /// </param>
    /// <param name="cancellation">Stops the stage; what is marked stays done.</param>
    /// <exception cref="TesseraException">
    /// More images failed than the policy allows, or the environment failed.
    /// </exception>
    public async Task RunAsync(
        StageSpec spec,
        IReadOnlyList<ShardPlan> shards,
        ErrorPolicy policy,
        Action<int, ShardMark> counted,
        CancellationToken cancellation)
    {
        var output = spec.OpenOutput();
        var marks = new MarkStore(output, spec.Stage, spec.Identity);
        var tally = new StageTally(spec.Stage, shards, policy, progress, counted);
        Folder[] folders = [output, spec.ShardOutput, marks.Folder];
        await Task.WhenAll(folders.Distinct().Select(folder => AtomicWrite.SweepAsync(folder, time, cancellation)));
        await foreach (var mark in ExistingAsync(marks, shards, spec.Accepts, cancellation))
        {
            tally.Resume(mark);
        }

        var pending = tally.Pending;
        if (pending.Count > 0)
        {
            var start = time.GetTimestamp();
            await JsonFile.WriteAsync(output, StageSpec.FileName, spec, TesseraJson.Default.StageSpec, cancellation);
            await engine.MapAsync(spec, pending, tally.Commit, cancellation);
            await WriteTimingAsync(output, tally, time.GetElapsedTime(start), cancellation);
        }

        tally.RequireComplete();
        await Task.WhenAll(
            SweepAsync(spec.ShardOutput, tally, cancellation), SweepAsync(marks.Folder, tally, cancellation));
    }

    /// <summary>
    /// Once every shard is done, what is unfinished of one is of an attempt that was killed, or that came second.
    /// </summary>
    static Task SweepAsync(Folder folder, StageTally tally, CancellationToken cancellation) => AtomicWrite.SweepAsync(
        folder,
        entry => tally.Knows(Path.GetFileNameWithoutExtension(TemporaryName.TargetOf(entry.Name))),
        cancellation);

    static async IAsyncEnumerable<ShardMark> ExistingAsync(
        MarkStore marks,
        IReadOnlyList<ShardPlan> shards,
        Func<ShardMark, bool> accepts,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var marked = await marks.ListAsync(cancellation).ToHashSetAsync(cancellationToken: cancellation);
        var existing = ReadAhead.SelectAsync(
            shards.Where(shard => marked.Contains(shard.Name)),
            async shard => (Shard: shard, Mark: await marks.ReadWholeAsync(shard.Name, cancellation)),
            cancellation);
        await foreach (var (shard, mark) in existing)
        {
            if (mark is null)
            {
                continue;
            }

            if (mark.Images == shard.Images && accepts(mark))
            {
                yield return mark;
            }
            else
            {
                await marks.DeleteAsync(shard.Name, cancellation); // whoever does the shard again would believe it
            }
        }
    }

    static Task WriteTimingAsync(Folder output, StageTally tally, TimeSpan elapsed, CancellationToken cancellation)
    {
        var timing = tally.Timing(elapsed);
        return JsonFile.WriteAsync(
            output.Sub("stats"), $"{timing.Stage}.json", timing, TesseraJson.Default.StageTiming, cancellation);
    }
}
