namespace Tessera.Pipeline;

/// <summary>One shard through one stage: process, then mark. The same on every engine.</summary>
public sealed class ShardRunner(StageSpec spec, IStage stage, TimeProvider time)
{
    readonly MarkStore _marks = new(spec.OpenOutput(), spec.Stage, spec.Identity);

    public async Task<ShardMark> RunAsync(string shard, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var outcome = await stage.ProcessAsync(shard, cancellation);
        var mark = outcome with
        {
            Seconds = time.GetElapsedTime(start).TotalSeconds,
            Host = Environment.MachineName,
        };
        await _marks.WriteAsync(mark, cancellation);
        return mark;
    }
}
