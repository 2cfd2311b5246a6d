using Google.Protobuf;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.SavedModel;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models.SavedModel;

/// <summary>Large constants stay in the graph's file until they are needed.</summary>
public sealed class LargeContentsTests
{
    const int Inputs = 300;
    const int Outputs = 100;

    [Fact]
    public void A_large_constant_is_left_in_the_file()
    {
        var graph = SavedModelReader.ReadGraph(Folder());

        var content = graph.GraphDef.Node.Single(node => node.Op == "Const").Attr["value"].Tensor;

        Assert.Equal((0, Inputs * Outputs * sizeof(float)), (content.TensorContent.Length, content.ContentLength));
    }

    [Fact]
    public void A_large_constant_is_read_when_it_is_needed()
    {
        using var model = ManagedModel.Load(Folder(), KernelSet.Portable);

        var products = Run(model);

        // The column sums of 0, 1, 2, … in rows of 100.
        Assert.Equal(Enumerable.Range(0, Outputs).Select(column => (float)((Inputs * column) + 4_485_000)), products);
    }

    [Fact]
    public void A_place_outside_of_the_file_is_refused()
    {
        var folder = Folder();
        var whole = SavedModelProtoOf(folder);
        var tensor = whole.MetaGraphs[0].GraphDef.Node.Single(node => node.Op == "Const").Attr["value"].Tensor;
        tensor.ContentOffset = tensor.TensorContent.Length + 1_000_000;
        tensor.ContentLength = tensor.TensorContent.Length;
        tensor.TensorContent = ByteString.Empty;
        folder.Files[SavedModelFiles.Graph] = whole.ToByteArray();
        using var model = ManagedModel.Load(folder, KernelSet.Portable);

        var failure = Assert.Throws<TesseraException>(() => Run(model));

        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(60_000)]
    public void A_file_that_is_cut_off_is_refused(int missing)
    {
        var folder = Folder();
        folder.Files[SavedModelFiles.Graph] = folder.Files[SavedModelFiles.Graph][..^missing];

        var failure = Assert.Throws<TesseraException>(() => SavedModelReader.ReadGraph(folder));

        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
    }

    static Tessera.Models.SavedModel.Protos.SavedModelProto SavedModelProtoOf(MemoryModelFolder folder) =>
        Tessera.Models.SavedModel.Protos.SavedModelProto.Parser.ParseFrom(folder.Files[SavedModelFiles.Graph]);

    static float[] Run(ManagedModel model)
    {
        using var session = model.OpenSession(new SessionOptions());
        var ones = Tensor.Of<float>(new TensorShape(1, Inputs), Enumerable.Repeat(1f, Inputs).ToArray());
        return session.Run(new Dictionary<string, Tensor> { ["x"] = ones })["y"].Values<float>().ToArray();
    }

    // x · weights, whose bytes are written out as TensorFlow does it.
    static MemoryModelFolder Folder()
    {
        var model = new OperatorModel(1, Inputs);
        var weights = model.Floats([Inputs, Outputs], [.. Enumerable.Range(0, Inputs * Outputs).Select(i => (float)i)]);
        model.Node("MatMul", ["x", weights], ("T", Float));
        var folder = new MemoryModelFolder();
        folder.Files[SavedModelFiles.Graph] = model.ToBytes();
        var whole = SavedModelProtoOf(folder);
        var tensor = whole.MetaGraphs[0].GraphDef.Node.Single(node => node.Op == "Const").Attr["value"].Tensor;
        tensor.TensorContent = ByteString.CopyFrom(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(tensor.FloatVal.ToArray()));
        tensor.FloatVal.Clear();
        folder.Files[SavedModelFiles.Graph] = whole.ToByteArray();
        return folder;
    }
}
