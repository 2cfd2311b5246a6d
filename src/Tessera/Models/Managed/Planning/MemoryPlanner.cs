namespace Tessera.Models.Managed.Planning;

/// <summary>
/// Gives every buffer of a plan its place in one piece of memory, so that buffers which are needed at the same time do
/// not overlap: the largest first, each at the lowest place that is free for as long as it is needed.
/// </summary>
static class MemoryPlanner
{
    const int Alignment = 64;

    /// <summary>Sets all offsets.</summary>
    /// <returns>The bytes that the plan needs.</returns>
    public static long Place(IReadOnlyList<Step> steps, IEnumerable<Operand> inputs, IEnumerable<Operand> outputs)
    {
        var buffers = FindLifetimes(steps, inputs, outputs);
        ShareInPlace(steps);
        var placed = new List<ArenaBuffer>();
        var roots = buffers.Where(buffer => buffer.Root == buffer);
        foreach (var buffer in roots.OrderByDescending(buffer => buffer.ByteCount))
        {
            Place(buffer, placed);
        }

        return placed.Count == 0 ? 0 : placed.Max(End);
    }

    static List<ArenaBuffer> FindLifetimes(
        IReadOnlyList<Step> steps, IEnumerable<Operand> inputs, IEnumerable<Operand> outputs)
    {
        var buffers = new HashSet<ArenaBuffer>();
        Use(inputs, ArenaBuffer.BeforeSteps);
        for (var i = 0; i < steps.Count; i++)
        {
            Use(steps[i].Reads, i);
            Use(steps[i].Writes, i);
        }

        Use(outputs, steps.Count);
        return [.. buffers];

        void Use(IEnumerable<Operand> operands, int step)
        {
            foreach (var buffer in operands.Select(operand => operand.Buffer).OfType<ArenaBuffer>())
            {
                buffers.Add(buffer);
                buffer.Use(step);
            }
        }
    }

    static void ShareInPlace(IReadOnlyList<Step> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is { InPlace.Buffer: { } input, Writes: [{ Buffer: { } output }, ..] }
                && input.Root.LastStep == i
                && input.ByteCount == output.ByteCount)
            {
                output.TakeOver(input);
            }
        }
    }

    // Sorted by offset, the placed buffers that live at the same time leave gaps; the first one that is wide enough is
    // taken.
    static void Place(ArenaBuffer buffer, List<ArenaBuffer> placed)
    {
        var offset = 0L;
        foreach (var other in placed.Where(other => Overlap(buffer, other)).OrderBy(other => other.Offset))
        {
            if (other.Offset - offset >= buffer.ByteCount)
            {
                break;
            }

            offset = Math.Max(offset, End(other));
        }

        buffer.Offset = offset;
        placed.Add(buffer);
    }

    static bool Overlap(ArenaBuffer a, ArenaBuffer b) => a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep;

    static long End(ArenaBuffer buffer) => (buffer.Offset + buffer.ByteCount + Alignment - 1) / Alignment * Alignment;
}
