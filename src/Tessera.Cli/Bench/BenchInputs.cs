namespace Tessera.Cli.Bench;

/// <summary>The inputs of the benchmark: numbers from −1 to 1 that every runtime's process makes alike.</summary>
static class BenchInputs
{
    const uint Multiplier = 2_654_435_761; // Knuth's, for multiplicative hashing

    public static float[] Of(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)((2.0 * unchecked((uint)i * Multiplier) / uint.MaxValue) - 1);
        }

        return values;
    }
}
