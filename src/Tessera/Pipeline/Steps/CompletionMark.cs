using Tessera.Storage;

namespace Tessera.Pipeline.Steps;

/// <summary>The mark of a whole step, <c>stats/STEP/all.json</c>: written when nothing is left to do.</summary>
static class CompletionMark
{
    const string Name = "all";

    public static async Task<bool> IsThereAsync(
        Folder folder, string step, string identity, CancellationToken cancellation) =>
        await new MarkStore(folder, step, identity).ReadWholeAsync(Name, cancellation) is not null;

    public static Task WriteAsync(
        Folder folder, string step, string identity, WrittenFile[] files, CancellationToken cancellation)
    {
        var mark = new ShardMark { Shard = Name, Images = 0, Errors = 0, Files = files };
        return new MarkStore(folder, step, identity).WriteAsync(mark, cancellation);
    }
}
