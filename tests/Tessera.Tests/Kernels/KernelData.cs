using Tessera.Kernels;

namespace Tessera.Tests.Kernels;

/// <summary>What kernel tests share: random tensors, the comparison, the kernel sets of this machine.</summary>
static class KernelData
{
    public static TheoryData<KernelSet> Supported => [.. KernelSets.Supported];

    public static float[] Random(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>max|a − b| / max|b| ≤ tolerance.</summary>
    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-4)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (difference, largest) = (0.0, 1e-30);
        for (var i = 0; i < expected.Length; i++)
        {
            var distance = Math.Abs((double)expected[i] - actual[i]);
            difference = Math.Max(difference, double.IsNaN(distance) ? double.PositiveInfinity : distance);
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        Assert.True(difference <= tolerance * largest, $"differs by {difference:e2} of {largest:e2}");
    }
}
