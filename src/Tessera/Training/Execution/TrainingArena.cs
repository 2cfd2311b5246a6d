using Tessera.Kernels;

namespace Tessera.Training.Execution;

/// <summary>
/// One piece of memory for all tensors of a step: the largest is placed first, each as low as its lifetime allows.
/// </summary>
sealed class TrainingArena : IDisposable
{
    // numbers in a cache line, so that every tensor is aligned
    const int Alignment = 16;

    readonly NativeBuffer<float> _memory;

    public TrainingArena(IReadOnlyCollection<TrainingTensor> tensors)
    {
        var placed = new List<TrainingTensor>();
        foreach (var tensor in tensors.OrderByDescending(tensor => tensor.Length))
        {
            tensor.Offset = LowestGap(tensor, placed);
            placed.Add(tensor);
        }

        _memory = new NativeBuffer<float>(placed.Count == 0 ? 0 : placed.Max(End));
    }

    /// <summary>The first <paramref name="length"/> numbers of a tensor.</summary>
    public Span<float> Span(TrainingTensor tensor, int length) => _memory.Span.Slice(tensor.Offset, length);

    public void Dispose() => _memory.Dispose();

    static int LowestGap(TrainingTensor tensor, List<TrainingTensor> placed)
    {
        var offset = 0;
        foreach (var other in placed.Where(tensor.LivesWith).OrderBy(other => other.Offset))
        {
            if (other.Offset - offset >= tensor.Length)
            {
                break;
            }

            offset = Math.Max(offset, End(other));
        }

        return offset;
    }

    static int End(TrainingTensor tensor) =>
        checked((tensor.Offset + tensor.Length + Alignment - 1) / Alignment * Alignment);
}
