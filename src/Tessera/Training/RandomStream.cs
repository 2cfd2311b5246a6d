namespace Tessera.Training;

/// <summary>
/// Random numbers that depend on their key alone (seed, purpose, epoch, image, …), never on what was drawn elsewhere:
/// any thread may draw them in any order, and a resumed training draws the same ones. The generator is SplitMix64.
/// </summary>
struct RandomStream
{
    const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    ulong _state;

    public RandomStream(ulong seed, RandomPurpose purpose, long first = 0, long second = 0) =>
        _state = Hash(Hash(Hash(seed, (ulong)purpose), (ulong)first), (ulong)second);

    /// <summary>A well-mixed combination of two keys.</summary>
    public static ulong Hash(ulong left, ulong right) => Mix(Mix(left + GoldenGamma) ^ (right + GoldenGamma));

    public ulong NextUInt64() => Mix(_state += GoldenGamma);

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, bound); the bias, below bound / 2⁶⁴, does not matter here.</summary>
    public int NextInt32(int bound) => (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);

    public bool NextBoolean() => (long)NextUInt64() < 0;

    /// <summary>The numbers 0 to length − 1 in random order (Fisher–Yates).</summary>
    public void Permute(Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var j = NextInt32(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
