namespace Tessera.Tests.Models;

/// <summary>Compares arrays of numbers.</summary>
static class Differences
{
    /// <summary>The largest difference, divided by the largest expected magnitude.</summary>
    public static float Relative(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var (difference, magnitude) = (0f, 0f);
        for (var i = 0; i < expected.Length; i++)
        {
            // NaN must not pass for 0
            difference = MathF.Max(difference, MathF.Abs(expected[i] - actual[i]));
            magnitude = MathF.Max(magnitude, MathF.Abs(expected[i]));
        }

        return difference == 0 ? 0 : difference / magnitude;
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        var difference = Relative(expected, actual);
        Assert.True(difference <= tolerance, $"the largest relative difference is {difference}, not ≤ {tolerance}");
    }
}
