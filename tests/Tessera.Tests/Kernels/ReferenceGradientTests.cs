using Tessera.Kernels;
using Tessera.Kernels.Reference;

namespace Tessera.Tests.Kernels;

/// <summary>Every plain backward loop against central differences, in double precision.</summary>
public class ReferenceGradientTests
{
    const double Step = 1e-5;
    const double Tolerance = 1e-6;

    static readonly ConvolutionShape s_convolution =
        new ConvolutionShape(4, 5, 4, 3, 2, 6) { Groups = 2, StrideHorizontal = 2, DilationVertical = 2 }.Same();

    [Fact]
    public void Convolution()
    {
        var (x, w, dy) = (Values(2 * s_convolution.InputLength, 1), Values(s_convolution.WeightLength, 2),
            Values(2 * s_convolution.OutputLength, 3));
        var (y, dx, dw) = (new double[dy.Length], new double[x.Length], new double[w.Length]);
        ReferenceConvolution.BackwardData<double>(s_convolution, 2, dy, w, dx);
        ReferenceConvolution.BackwardWeights<double>(s_convolution, 2, x, dy, dw);
        double Loss()
        {
            ReferenceConvolution.Forward<double>(s_convolution, 2, x, w, [], y);
            return Dot(y, dy);
        }

        AssertGradient(x, dx, Loss);
        AssertGradient(w, dw, Loss);
    }

    [Fact]
    public void Pooling()
    {
        var shape = new PoolShape(5, 4, 3, 3, 2) { StrideVertical = 2, StrideHorizontal = 2 }.Same();
        var (x, dy) = (Values(2 * shape.InputLength, 1), Values(2 * shape.OutputLength, 2));
        var (y, dx, argmax) = (new double[dy.Length], new double[x.Length], new byte[dy.Length]);
        ReferencePool.MaxForward<double>(shape, 2, x, y, argmax);
        ReferencePool.MaxBackward<double>(shape, 2, dy, argmax, dx);
        AssertGradient(x, dx, () =>
        {
            ReferencePool.MaxForward<double>(shape, 2, x, y, []);
            return Dot(y, dy);
        });

        ReferencePool.AverageBackward<double>(shape, 2, dy, dx);
        AssertGradient(x, dx, () =>
        {
            ReferencePool.AverageForward<double>(shape, 2, x, y);
            return Dot(y, dy);
        });
    }

    [Fact]
    public void Batch_normalisation_with_activation()
    {
        var (x, dy, scale, shift) = (Values(40, 1), Values(40, 2), Values(4, 3), Values(4, 4));
        var (mean, inverse, y) = (new double[4], new double[4], new double[40]);
        var (dx, dscale, dshift) = (new double[40], new double[4], new double[4]);
        double Loss()
        {
            ReferenceBatchNorm.Statistics(x, 1e-3, mean, inverse);
            ReferenceBatchNorm.Forward<double>(x, mean, inverse, scale, shift, Activation.Gelu, y);
            return Dot(y, dy);
        }

        Loss();
        ReferenceBatchNorm.Backward<double>(
            x, mean, inverse, scale, shift, Activation.Gelu, dy, dx, dscale, dshift);
        AssertGradient(x, dx, Loss);
        AssertGradient(scale, dscale, Loss);
        AssertGradient(shift, dshift, Loss);
    }

    [Fact]
    public void Cross_entropy()
    {
        var (logits, gradient, ignored) = (Values(12, 1), new double[12], new double[12]);
        ReferenceLoss.CrossEntropy(logits, 4, [1, 3, 0], 0.2, gradient);

        AssertGradient(logits, gradient, () => ReferenceLoss.CrossEntropy(logits, 4, [1, 3, 0], 0.2, ignored));
    }

    [Fact]
    public void Activations()
    {
        foreach (var activation in Enum.GetValues<Activation>())
        {
            double[] x = [-7, -3.1, -0.5, 0.25, 2.9, 3.3, 6.5];
            double[] gradient = [.. x.Select(value => ReferenceActivation.Derivative(activation, value))];

            AssertGradient(x, gradient, () => x.Sum(value => ReferenceActivation.Apply(activation, value)));
        }
    }

    static double[] Values(int length, int seed) => [.. KernelData.Random(length, seed).Select(value => (double)value)];

    static double Dot(double[] a, double[] b) => a.Zip(b, (p, q) => p * q).Sum();

    static void AssertGradient(double[] values, double[] gradient, Func<double> loss)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = loss();
            values[i] = value - Step;
            var difference = (above - loss()) / (2 * Step);
            values[i] = value;
            Assert.InRange(difference - gradient[i], -Tolerance, Tolerance);
        }
    }
}
