using Tessera.Kernels;
using Tessera.Kernels.Reference;

namespace Tessera.Tests.Kernels;

public class BatchNormTests
{
    const float Epsilon = 1e-3f;

    public static TheoryData<KernelSet, int, int, Activation> Cases =>
    [
        .. from kernels in KernelSets.Supported
           from size in new[] { (2000, 24), (7, 37), (1, 3), (333, 64) }
           from activation in new[] { Activation.None, Activation.Gelu }
           select (kernels, size.Item1, size.Item2, activation),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_and_gradients_agree_with_plain_loops(
        KernelSet kernels, int rows, int channels, Activation activation)
    {
        var (x, dy) = (KernelData.Random(rows * channels, 1), KernelData.Random(rows * channels, 2));
        var (scale, shift) = (KernelData.Random(channels, 3), KernelData.Random(channels, 4));
        using var session = new KernelSession(kernels, 2);

        var actual = Run(session, x, scale, shift, activation, dy);
        var expected = RunReference(x, scale, shift, activation, dy);

        Assert.All(expected.Zip(actual), pair => KernelData.AssertClose(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(KernelData.Supported), MemberType = typeof(KernelData))]
    public void Threads_do_not_change_a_bit(KernelSet kernels)
    {
        var (x, dy) = (KernelData.Random(5000 * 40, 1), KernelData.Random(5000 * 40, 2));
        var shift = KernelData.Random(40, 3);
        using var one = new KernelSession(kernels, 1);
        using var five = new KernelSession(kernels, 5);

        Assert.Equal(Run(one, x, [], shift, Activation.Gelu, dy), Run(five, x, [], shift, Activation.Gelu, dy));
    }

    [Fact]
    public void Running_statistics_move_towards_the_batch()
    {
        float[] runningMean = [10], runningVariance = [4];

        BatchNorm.UpdateRunning([2], [0.5f], 5, 0, 0.6f, runningMean, runningVariance);

        Assert.Equal(6.8f, runningMean[0], 1e-5f);
        Assert.Equal((0.6f * 4) + (0.4f * 5), runningVariance[0], 1e-5f);
    }

    static float[][] Run(
        KernelSession session, float[] x, float[] scale, float[] shift, Activation activation, float[] dy)
    {
        var (mean, inverse, y) = (new float[shift.Length], new float[shift.Length], new float[x.Length]);
        var (dx, dscale, dshift) = (new float[x.Length], new float[shift.Length], new float[shift.Length]);
        BatchNorm.Statistics(session, x, Epsilon, mean, inverse);
        BatchNorm.Forward(session, x, mean, inverse, scale, shift, activation, y);
        BatchNorm.Backward(session, x, mean, inverse, scale, shift, activation, dy, dx, dscale, dshift);
        return [mean, inverse, y, dx, dscale, dshift];
    }

    static float[][] RunReference(float[] x, float[] scale, float[] shift, Activation activation, float[] dy)
    {
        var (mean, inverse, y) = (new double[shift.Length], new double[shift.Length], new double[x.Length]);
        var (dx, dscale, dshift) = (new double[x.Length], new double[shift.Length], new double[shift.Length]);
        double[] xs = [.. x], scales = [.. scale], shifts = [.. shift], dys = [.. dy];
        ReferenceBatchNorm.Statistics<double>(xs, Epsilon, mean, inverse);
        ReferenceBatchNorm.Forward<double>(xs, mean, inverse, scales, shifts, activation, y);
        ReferenceBatchNorm.Backward<double>(
            xs, mean, inverse, scales, shifts, activation, dys, dx, dscale, dshift);
        double[][] results = [mean, inverse, y, dx, dscale, dshift];
        return [.. results.Select(values => values.Select(v => (float)v).ToArray())];
    }
}
