using System.Globalization;
using Tessera.Storage;
using Tessera.Training;

namespace Tessera.Pipeline.Train;

/// <summary>
/// The checkpoints of a training in <c>checkpoints/</c>, one file each, named by their step. The two newest are kept,
/// so that a damaged one costs little.
/// </summary>
sealed class CheckpointStore(Folder model)
{
    const string Prefix = "step-";
    const string Suffix = ".checkpoint";
    const int Kept = 2;

    readonly Folder _folder = model.Sub("checkpoints");

    public async Task SaveAsync(Checkpoint checkpoint, CancellationToken cancellation)
    {
        await _folder.WriteAsync(
            Name(checkpoint.Step),
            stream => Task.Run(() => CheckpointFile.Write(checkpoint, stream), cancellation),
            cancellation);
        foreach (var step in (await StepsAsync(cancellation)).Skip(Kept))
        {
            await _folder.DeleteAsync(Name(step), cancellation);
        }
    }

    /// <summary>The newest checkpoint that is whole and of the training with this identity, or null.</summary>
    public async Task<Checkpoint?> FindAsync(string identity, CancellationToken cancellation)
    {
        foreach (var step in await StepsAsync(cancellation))
        {
            await using var stream = await _folder.OpenReadAsync(Name(step), cancellation);
            if (CheckpointFile.Read(stream) is { } checkpoint && checkpoint.Identity == identity)
            {
                return checkpoint;
            }
        }

        return null;
    }

    public Task DeleteAllAsync(CancellationToken cancellation) =>
        _folder.Storage.DeleteAsync(_folder.Path, cancellation);

    /// <summary>The steps that have a checkpoint, newest first.</summary>
    async Task<IReadOnlyList<int>> StepsAsync(CancellationToken cancellation)
    {
        var steps = new List<int>();
        await foreach (var entry in _folder.ListAsync(cancellation))
        {
            if (entry.Name.StartsWith(Prefix, StringComparison.Ordinal)
                && entry.Name.EndsWith(Suffix, StringComparison.Ordinal)
                && int.TryParse(
                    entry.Name[Prefix.Length..^Suffix.Length],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var step))
            {
                steps.Add(step);
            }
        }

        return [.. steps.OrderDescending()];
    }

    static string Name(int step) => $"{Prefix}{step:00000000}{Suffix}";
}
