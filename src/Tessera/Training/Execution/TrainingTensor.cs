namespace Tessera.Training.Execution;

/// <summary>
/// A batch of activations, or of their gradients, in the executor's arena. Two tensors may share memory when they are
/// not needed at the same time.
/// </summary>
/// <param name="length">Numbers of the whole batch.</param>
sealed class TrainingTensor(int length)
{
    public int Length => length;

    /// <summary>Where it begins in the arena, in numbers. Set by <see cref="TrainingArena"/>.</summary>
    public int Offset { get; set; }

    /// <summary>The first point of time at which it is written.</summary>
    public int First { get; private set; } = int.MaxValue;

    /// <summary>The last point of time at which it is read.</summary>
    public int Last { get; private set; } = -1;

    public void Use(int time)
    {
        First = Math.Min(First, time);
        Last = Math.Max(Last, time);
    }

    public bool LivesWith(TrainingTensor other) => First <= other.Last && other.First <= Last;
}
