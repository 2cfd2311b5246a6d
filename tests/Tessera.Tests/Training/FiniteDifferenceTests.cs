using Tessera.Networks;
using Tessera.Training.Execution;

namespace Tessera.Tests.Training;

public sealed class FiniteDifferenceTests
{
    const double Step = 1e-5;
    const int Checked = 8; // of each parameter
    static readonly int[] s_labels = [0, 2, 1];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_agree_with_finite_differences(string name)
    {
        var network = TestNetworks.Create(name);
        var executor = TestNetworks.Reference<double>(network, seed: 1);
        var images = TestNetworks.Images<double>(network, s_labels.Length);

        foreach (var parameter in network.Parameters.Where(parameter => !parameter.IsStatistic))
        {
            Loss(executor, images);
            var gradient = executor.Gradient(parameter.Name).Take(Checked).ToArray();
            var slopes = gradient.Select((_, index) => Slope(executor, images, parameter, index)).ToArray();
            Assert.InRange(Comparison.RelativeDifference(gradient, slopes), 0, 1e-6);
        }
    }

    public static TheoryData<string> Networks() => ["plain", "residual"];

    static double Slope(ReferenceExecutor<double> executor, double[] images, Parameter parameter, int index)
    {
        var weights = executor.Parameter(parameter.Name);
        var weight = weights[index];
        weights[index] = weight + Step;
        var above = Loss(executor, images);
        weights[index] = weight - Step;
        var below = Loss(executor, images);
        weights[index] = weight;
        return (above - below) / (2 * Step);
    }

    static double Loss(ReferenceExecutor<double> executor, double[] images)
    {
        executor.Forward(images, seed: 5, step: 3);
        return executor.Backward(s_labels, smoothing: 0.2);
    }
}
