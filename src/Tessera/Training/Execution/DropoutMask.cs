namespace Tessera.Training.Execution;

/// <summary>
/// Which numbers a dropout layer keeps at one step: by a hash of (seed, step, layer, position), so that every executor
/// and the backward pass agree without storing it.
/// </summary>
readonly struct DropoutMask
{
    // one hash serves four numbers, with rates in steps of 2^-16
    const int LaneBits = 16;
    const int Lanes = 64 / LaneBits;

    readonly ulong _key;
    readonly uint _dropped;

    public DropoutMask(ulong seed, int step, int node, double rate)
    {
        _key = new RandomStream(seed, RandomPurpose.Dropout, step, node).NextUInt64();
        _dropped = (uint)Math.Round(rate * (1 << LaneBits));
        Factor = 1 / (1 - rate);
    }

    /// <summary>By what the numbers that are kept are multiplied.</summary>
    public double Factor { get; }

    public bool Keeps(long position)
    {
        var lanes = RandomStream.Hash(_key, (ulong)(position / Lanes));
        return (ushort)(lanes >> (int)(position % Lanes * LaneBits)) >= _dropped;
    }

    /// <summary>
    /// y = x · factor where kept, 0 elsewhere, for numbers from that position of the batch's tensor.
    /// </summary>
    public void Apply(long position, ReadOnlySpan<float> x, Span<float> y)
    {
        var factor = (float)Factor;
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = Keeps(position + i) ? x[i] * factor : 0;
        }
    }
}
