using Tessera.Models;
using Tessera.Models.TensorFlow;
using Tessera.Tests;
using Tessera.Tests.Models;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.EndToEnd.Models;

/// <summary>What TensorFlow gives is given back, and sessions are used by many threads.</summary>
[Collection(nameof(TensorFlowHandleTests))]
[CollectionDefinition(nameof(TensorFlowHandleTests), DisableParallelization = true)]
public sealed class TensorFlowHandleTests
{
    const int Cycles = 25;

    [Fact]
    public void Nothing_leaks_when_models_are_loaded_run_and_refused()
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        Write(folder, "Relu");
        RunOnce(folder);
        var before = NativeHandle.LiveCount;

        for (var i = 0; i < Cycles; i++)
        {
            Write(folder, "Relu");
            RunOnce(folder);
            Write(folder, "NoSuchOperator");
            Assert.Throws<TesseraException>(() => RunOnce(folder));
        }

        Assert.Equal(before, NativeHandle.LiveCount);
    }

    [Fact]
    public void A_failure_holds_what_TensorFlow_said()
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        Write(folder, "NoSuchOperator");

        var failure = Assert.Throws<TesseraException>(() => RunOnce(folder));

        Assert.Contains("NoSuchOperator", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_run_one_model_at_once()
    {
        TensorFlowRequirement.Load();
        using var folder = new TemporaryFolder();
        Write(folder, "Relu");
        using var model = TensorFlowModel.Load(new LocalModelFolder(folder.Path));

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var session = model.OpenSession(new SessionOptions());
            var input = Tensor.Of<float>(new TensorShape(3), [i, -i, 1]);
            var output = session.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"];
            Assert.Equal([i, 0, 1], output.Values<float>().ToArray());
        });
    }

    static void Write(TemporaryFolder folder, string operatorName)
    {
        var model = new OperatorModel(3);
        model.Node(operatorName, ["x"], ("T", Float));
        File.WriteAllBytes(folder.At("saved_model.pb"), model.ToBytes());
    }

    static void RunOnce(TemporaryFolder folder)
    {
        using var model = TensorFlowModel.Load(new LocalModelFolder(folder.Path));
        using var session = model.OpenSession(new SessionOptions());
        session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new TensorShape(3), [1, -1, 0]) });
    }
}
