using Tessera.Training.Execution;

namespace Tessera.Tests.Training;

public sealed class ReferenceOracleTests
{
    const double Tolerance = 1e-4;

    [Fact]
    public void The_reference_gives_the_logits_loss_and_gradients_of_TensorFlow()
    {
        var oracle = Oracle.Open();
        var executor = new ReferenceExecutor<float>(Oracle.Network);
        var weights = Oracle.Network.Parameters.Where(parameter => !parameter.IsStatistic).ToArray();
        foreach (var parameter in weights)
        {
            oracle.Values("weight." + Oracle.NameOf(parameter)).CopyTo(executor.Parameter(parameter.Name), 0);
        }

        var logits = executor.Forward(oracle.Values("input"));
        var loss = executor.Backward(oracle.Labels, oracle.LabelSmoothing);

        Assert.InRange(Comparison.RelativeDifference(logits, oracle.Values("logits")), 0, Tolerance);
        Assert.Equal(oracle.Losses[0], loss, oracle.Losses[0] * Tolerance);
        foreach (var parameter in weights)
        {
            var expected = oracle.Values("gradient." + Oracle.NameOf(parameter));
            Assert.InRange(Comparison.RelativeDifference(executor.Gradient(parameter.Name), expected), 0, Tolerance);
        }
    }
}
