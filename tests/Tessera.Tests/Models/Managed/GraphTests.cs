using Google.Protobuf;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models.Managed;

/// <summary>What is wrong with a graph is said in one line.</summary>
public sealed class GraphTests
{
    [Fact]
    public void An_operator_that_is_missing_is_named_with_its_node_and_the_way_out()
    {
        var model = new OperatorModel(3);
        model.Node("Bessel", ["x"], ("T", Float));

        Assert.Equal(
            "operator Bessel (node 'node1'): the managed runtime does not have it; use --runtime tensorflow",
            Refuse(model.ToBytes()));
    }

    [Fact]
    public void A_cycle_is_refused()
    {
        var model = new OperatorModel(3);
        model.Node("Relu", ["node2"], ("T", Float));
        model.Node("Relu", ["node1"], ("T", Float));

        Assert.Equal("the graph has a cycle through 'node2'", Refuse(model.ToBytes()));
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        var call = new AttributeProto { Func = new FunctionReferenceProto { Name = "f" } };
        var model = new OperatorModel(3);
        model.Node("PartitionedCall", ["x"], ("f", call));
        var proto = SavedModelProto.Parser.ParseFrom(model.ToBytes());
        proto.MetaGraphs[0].GraphDef.Library = new FunctionLibraryProto { Function = { Recursive(call) } };

        Assert.Equal("functions call each other more than 64 levels deep", Refuse(proto.ToByteArray()));
    }

    [Fact]
    public void An_input_that_does_not_exist_is_refused()
    {
        var model = new OperatorModel(3);
        model.Node("Relu", ["nowhere:0"], ("T", Float));

        Assert.Equal("the graph refers to 'nowhere', which does not exist", Refuse(model.ToBytes()));
    }

    [Fact]
    public void A_long_chain_does_not_exhaust_the_stack()
    {
        var model = new OperatorModel(3);
        for (var (i, last) = (0, "x"); i < 20_000; i++)
        {
            last = model.Node("Relu", [last], ("T", Float));
        }

        using var session = Load(model.ToBytes()).OpenSession(new SessionOptions());
        var input = Tensor.Of<float>(new TensorShape(3), [-1, 0, 1]);
        var outputs = session.Run(new Dictionary<string, Tensor> { ["x"] = input });

        Assert.Equal([0, 0, 1], outputs["y"].Values<float>().ToArray());
    }

    static FunctionProto Recursive(AttributeProto call) => new()
    {
        Signature = new OperatorProto
        {
            Name = "f",
            InputArg = { new ArgumentProto { Name = "a" } },
            OutputArg = { new ArgumentProto { Name = "b" } },
        },
        NodeDef =
        {
            new NodeProto { Name = "inner", Op = "PartitionedCall", Input = { "a" }, Attr = { ["f"] = call } },
        },
        Ret = { ["b"] = "inner:output:0" },
    };

    static string Refuse(byte[] model) => Assert.Throws<TesseraException>(() =>
    {
        using var session = Load(model).OpenSession(new SessionOptions());
        session.Run(new Dictionary<string, Tensor> { ["x"] = Tensor.Of<float>(new TensorShape(3), [1, 2, 3]) });
    }).Message;

    static ManagedModel Load(byte[] model)
    {
        var folder = new MemoryModelFolder();
        folder.Files["saved_model.pb"] = model;
        return ManagedModel.Load(folder, KernelSet.Portable);
    }
}
