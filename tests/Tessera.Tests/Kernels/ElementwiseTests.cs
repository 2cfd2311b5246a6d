using Tessera.Kernels;
using Tessera.Kernels.Reference;

namespace Tessera.Tests.Kernels;

public class ElementwiseTests
{
    const int Length = 70_001;

    [Theory]
    [MemberData(nameof(KernelData.Supported), MemberType = typeof(KernelData))]
    public void Activations_and_derivatives_are_exact_to_1e_6(KernelSet kernels)
    {
        float[] x = [.. Enumerable.Range(0, Length).Select(i => (i - 35_000) * 4e-4f), -1e30f, -100, 0, 100];
        float[] ones = [.. x.Select(_ => 1f)], y = new float[x.Length], dx = new float[x.Length];
        using var session = new KernelSession(kernels, 2);

        foreach (var activation in Enum.GetValues<Activation>())
        {
            Elementwise.Activate(session, activation, x, y);
            Elementwise.ActivateBackward(session, activation, x, ones, dx);
            for (var i = 0; i < x.Length; i++)
            {
                var tolerance = 1e-6 * Math.Max(1, Math.Abs(x[i]));
                Assert.InRange(y[i] - ReferenceActivation.Apply<double>(activation, x[i]), -tolerance, tolerance);
                Assert.InRange(dx[i] - ReferenceActivation.Derivative<double>(activation, x[i]), -2e-6, 2e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(KernelData.Supported), MemberType = typeof(KernelData))]
    public void A_Nesterov_step_is_that_of_PyTorch(KernelSet kernels)
    {
        var (gradient, velocity, weight) =
            (KernelData.Random(Length, 1), KernelData.Random(Length, 2), KernelData.Random(Length, 3));
        float[] oldVelocity = [.. velocity], oldWeight = [.. weight];
        using var session = new KernelSession(kernels, 2);

        Elementwise.NesterovStep(session, new(0.1f, 0.85f, 0.01f), gradient, velocity, weight);

        float[] g = [.. gradient.Select((value, i) => value + (0.01f * oldWeight[i]))];
        float[] v = [.. oldVelocity.Select((value, i) => (0.85f * value) + g[i])];
        KernelData.AssertClose(v, velocity, 1e-6);
        KernelData.AssertClose([.. oldWeight.Select((w, i) => w - (0.1f * (g[i] + (0.85f * v[i]))))], weight, 1e-6);
    }

    [Theory]
    [MemberData(nameof(KernelData.Supported), MemberType = typeof(KernelData))]
    public void Sums_averages_and_normalised_pixels(KernelSet kernels)
    {
        var (a, b) = (KernelData.Random(Length, 1), KernelData.Random(Length, 2));
        var (sum, average, pixels) = (new float[Length], (float[])[.. b], new float[6]);
        using var session = new KernelSession(kernels, 2);

        Elementwise.Add(session, a, b, Activation.Relu, sum);
        Elementwise.Interpolate(session, 0.25f, a, average);
        Elementwise.Normalise(session, [0, 51, 102, 255, 204, 153], [0, 0.2f, 0.4f], [1, 0.5f, 2], pixels);

        KernelData.AssertClose([.. a.Zip(b, (p, q) => Math.Max(0, p + q))], sum, 1e-6);
        KernelData.AssertClose([.. a.Zip(b, (p, q) => q + (0.25f * (p - q)))], average, 1e-6);
        KernelData.AssertClose([0, 0, 0, 1, 1.2f, 0.1f], pixels, 1e-6);
    }

    [Theory]
    [MemberData(nameof(KernelData.Supported), MemberType = typeof(KernelData))]
    public void Sums_of_rows_and_products_agree_with_plain_loops(KernelSet kernels)
    {
        var (a, b) = (KernelData.Random(50 * 700, 1), KernelData.Random(700 * 45, 2));
        var (c, expected) = (new float[50 * 45], new float[50 * 45]);
        var (rows, expectedRows) = (new float[35], new float[35]);
        using var session = new KernelSession(kernels, 2);

        MatMul.Multiply(session, 50, 700, 45, a, b, c);
        Elementwise.SumRows(session, a, rows);
        ReferenceMatMul.Multiply<float>(50, 700, 45, a, b, expected);
        ReferenceConvolution.BackwardBias<float>(a, expectedRows);

        KernelData.AssertClose(expected, c);
        KernelData.AssertClose(expectedRows, rows);
    }

    [Fact]
    public void Cross_entropy_agrees_with_plain_loops_and_refuses_foreign_labels()
    {
        var (logits, gradient, expected) = (KernelData.Random(30, 1), new float[30], new float[30]);
        using var session = new KernelSession(KernelSet.Portable, 1);

        var loss = SoftmaxLoss.CrossEntropy(session, logits, 10, [3, 0, 9], 0.2f, gradient);

        Assert.Equal(ReferenceLoss.CrossEntropy<float>(logits, 10, [3, 0, 9], 0.2f, expected), loss, 1e-4);
        KernelData.AssertClose(expected, gradient, 1e-5);
        Assert.Throws<ArgumentException>(() =>
            SoftmaxLoss.CrossEntropy(session, logits, 10, [3, 10, 9], 0.2f, gradient));
    }
}
