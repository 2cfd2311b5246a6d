namespace Tessera.Models.Managed.Planning;

/// <summary>A piece of a session's memory, and the steps between which it must be left alone.</summary>
/// <param name="byteCount">How much it holds.</param>
sealed class ArenaBuffer(long byteCount)
{
    /// <summary>Before the first step: the model's inputs.</summary>
    public const int BeforeSteps = -1;

    ArenaBuffer? _host;
    long _offset;

    public long ByteCount => byteCount;

    /// <summary>The step that writes it.</summary>
    public int FirstStep { get; private set; } = int.MaxValue;

    /// <summary>The last step that reads it.</summary>
    public int LastStep { get; private set; } = BeforeSteps;

    /// <summary>Where it begins in the session's memory; set by <see cref="MemoryPlanner"/>.</summary>
    public long Offset
    {
        get => Root._offset;
        set => Root._offset = value;
    }

    /// <summary>The buffer whose memory this one uses: itself, unless an operator works in place.</summary>
    public ArenaBuffer Root => _host?.Root ?? this;

    /// <summary>Notes that a step reads or writes it.</summary>
    public void Use(int step)
    {
        FirstStep = Math.Min(FirstStep, step);
        LastStep = Math.Max(LastStep, step);
    }

    /// <summary>Takes over another buffer's memory, whose content is not needed any more.</summary>
    public void TakeOver(ArenaBuffer other)
    {
        _host = other.Root;
        _host.Use(FirstStep);
        _host.Use(LastStep);
    }
}
