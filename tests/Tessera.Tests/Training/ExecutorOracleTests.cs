using Tessera.Kernels;
using Tessera.Training;
using Tessera.Training.Execution;

namespace Tessera.Tests.Training;

public sealed class ExecutorOracleTests
{
    const double Tolerance = 1e-4;

    public static TheoryData<KernelSet> KernelSetsHere => [.. KernelSets.Supported];

    [Theory]
    [MemberData(nameof(KernelSetsHere))]
    public void Three_steps_on_the_kernels_give_the_losses_and_weights_of_TensorFlow(KernelSet kernels)
    {
        var oracle = Oracle.Open();
        using var session = new KernelSession(kernels, 2);
        using var executor = new TrainingExecutor(Oracle.Network, oracle.Labels.Length, seed: 0, session);
        using var optimizer = new Optimizer(Oracle.Network, Recipe(oracle), oracle.Labels.Length);
        var weights = Oracle.Network.Parameters.Where(parameter => parameter.IsTrainable).ToArray();
        foreach (var parameter in Oracle.Network.Parameters.Where(parameter => !parameter.IsStatistic))
        {
            oracle.Values("weight." + Oracle.NameOf(parameter)).CopyTo(executor.Weights[parameter]);
        }

        oracle.Values("input").CopyTo(executor.Images);
        foreach (var loss in oracle.Losses)
        {
            executor.Repack();
            executor.Forward(oracle.Labels.Length, step: 0);
            Assert.Equal(loss, executor.Backward(oracle.Labels, oracle.LabelSmoothing), loss * Tolerance);
            optimizer.Step(session, executor, factor: 1);
        }

        foreach (var parameter in weights)
        {
            var expected = oracle.Values("weight-after-3-steps." + Oracle.NameOf(parameter));
            var actual = executor.Weights[parameter].ToArray();
            Assert.InRange(Comparison.RelativeDifference(actual, expected), 0, Tolerance);
        }
    }

    /// <summary>The oracle's rate is that of the summed loss.</summary>
    static Recipe Recipe(Oracle oracle) => new()
    {
        Epochs = 1,
        BatchSize = oracle.Labels.Length,
        LearningRate = oracle.LearningRate * 1024 * (2 - oracle.Momentum) / (1 - oracle.Momentum),
        Momentum = oracle.Momentum,
    };
}
