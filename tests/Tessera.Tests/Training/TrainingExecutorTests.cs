using Tessera.Kernels;
using Tessera.Networks;
using Tessera.Training.Execution;

namespace Tessera.Tests.Training;

public sealed class TrainingExecutorTests
{
    const double Tolerance = 1e-4;

    static readonly int[] s_labels = [0, 2, 1, 1, 0];

    public static TheoryData<string, string> NetworksAndKernels() =>
        [.. TestNetworks.Names.SelectMany(name => KernelSets.Supported.Select(set => (name, KernelSets.NameOf(set))))];

    [Theory]
    [MemberData(nameof(NetworksAndKernels))]
    public void Loss_gradients_and_statistics_agree_with_the_reference(string name, string kernels)
    {
        var network = TestNetworks.Create(name);
        var reference = TestNetworks.Reference<float>(network, seed: 1);
        using var session = new KernelSession(KernelSets.Parse(kernels), 2);
        using var executor = Executor(network, session, seed: 5);

        var images = TestNetworks.Images<float>(network, s_labels.Length);
        reference.Forward(images, seed: 5, step: 3);
        var loss = reference.Backward(s_labels, smoothing: 0.2);
        images.CopyTo(executor.Images);
        executor.Forward(s_labels.Length, step: 3);

        Assert.Equal(loss, executor.Backward(s_labels, 0.2), Math.Abs(loss) * Tolerance);
        foreach (var parameter in network.Parameters.Where(parameter => parameter.IsTrainable || parameter.IsStatistic))
        {
            var actual = (parameter.IsStatistic ? executor.Weights : executor.Gradients)[parameter].ToArray();
            var full = parameter.Name;
            var expected = parameter.IsStatistic ? reference.Parameter(full) : reference.Gradient(full);
            Assert.InRange(Comparison.RelativeDifference(actual, expected), 0, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(NetworksAndKernels))]
    public void Any_number_of_threads_gives_the_same_bits(string name, string kernels)
    {
        var network = TestNetworks.Create(name);
        var expected = Step(network, kernels, threads: 1);

        Assert.Equal(expected, Step(network, kernels, threads: 2));
        Assert.Equal(expected, Step(network, kernels, threads: 5));
    }

    [Fact]
    public void Classifying_uses_running_statistics_and_no_dropout()
    {
        var network = TestNetworks.Create("plain");
        using var session = new KernelSession(KernelSet.Portable, 1);
        using var executor = Executor(network, session, seed: 1);
        TestNetworks.Images<float>(network, s_labels.Length).CopyTo(executor.Images);

        var whole = executor.Infer(s_labels.Length).ToArray();
        var first = executor.Infer(1).ToArray();

        Assert.Equal(whole[..network.Classes], first);
        Assert.NotEqual(whole, executor.Forward(s_labels.Length, step: 0).ToArray());
    }

    [Fact]
    public void Kernels_working_memory_does_not_grow_after_the_first_step()
    {
        using var session = new KernelSession(KernelSets.Best, 2);
        using var executor = Executor(TestNetworks.Create("residual"), session, seed: 1);
        Advance(executor);
        var before = session.ScratchBytes;

        Advance(executor);

        Assert.Equal(before, session.ScratchBytes);
    }

    static void Advance(TrainingExecutor executor)
    {
        executor.Forward(s_labels.Length, step: 0);
        executor.Backward(s_labels, smoothing: 0);
        executor.Repack();
    }

    static float[] Step(Network network, string kernels, int threads)
    {
        using var session = new KernelSession(KernelSets.Parse(kernels), threads);
        using var executor = Executor(network, session, seed: 5);
        TestNetworks.Images<float>(network, s_labels.Length).CopyTo(executor.Images);
        executor.Forward(s_labels.Length, step: 0);
        executor.Backward(s_labels, 0.1);
        return executor.Gradients.Values.ToArray();
    }

    static TrainingExecutor Executor(Network network, KernelSession session, ulong seed)
    {
        var executor = new TrainingExecutor(network, s_labels.Length, seed, session);
        var reference = TestNetworks.Reference<float>(network, seed: 1);
        foreach (var parameter in network.Parameters)
        {
            reference.Parameter(parameter.Name).CopyTo(executor.Weights[parameter]);
        }

        executor.Repack();
        return executor;
    }
}
