using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>
/// A few bytes of a graph can ask for any amount of memory, or for axes that are not there: both are refused before
/// anything is taken.
/// </summary>
public sealed class HostileShapeTests
{
    const int Huge = 1_000_000_000;
    const int Side = 60_000;
    const long MostBytes = 32 << 20;

    static readonly Dictionary<string, Action<OperatorModel>> s_models = new()
    {
        ["Fill, more elements than a tensor has"] = model =>
            model.Node("Fill", [model.Integers(Side, Side), model.Floats([], 1)], ("T", Float)),
        ["Fill, more memory than constants may have"] = model =>
            model.Node("Fill", [model.Integers(Huge), model.Floats([], 1)], ("T", Float)),
        ["Fill, an extent that overflows"] = model => model.Node(
            "Fill",
            [
                model.Node(
                    "Pack",
                    [
                        model.Node("Mul", [model.Scalar(1 << 16), model.Scalar(1 << 16)], ("T", Integer)),
                        model.Scalar(-1),
                    ],
                    ("T", Integer), ("N", Count(2)), ("axis", Count(0))),
                model.Floats([], 1),
            ],
            ("T", Float)),
        ["Range"] = model => model.Node(
            "Range", [model.Scalar(0), model.Scalar(int.MaxValue), model.Scalar(1)], ("Tidx", Integer)),
        ["Range without an end"] = model => model.Node(
            "Range", [model.Scalar(0), model.Scalar(int.MaxValue), model.Scalar(0)], ("Tidx", Integer)),
        ["Tile"] = model => model.Node("Tile", ["x", model.Integers(1, Side, Side, 1)], ("T", Float)),
        ["BroadcastTo"] = model => model.Node(
            "BroadcastTo", ["x", model.Integers(Huge, 1, 2, 2, 1)], ("T", Float), ("Tidx", Integer)),
        ["ResizeBilinear"] = model => model.Node("ResizeBilinear", ["x", model.Integers(Side, Side)], ("T", Float)),
        ["ResizeNearestNeighbor"] = model => model.Node(
            "ResizeNearestNeighbor", ["x", model.Integers(int.MaxValue, int.MaxValue)], ("T", Float)),
        ["Pad"] = model => model.Node(
            "Pad", ["x", model.Matrix([4, 2], 0, 0, Huge, Huge, Huge, Huge, 0, 0)], ("T", Float)),
        ["OneHot"] = model => model.Node(
            "OneHot",
            [
                model.Node("ArgMax", ["x", model.Scalar(1)], ("T", Float), ("Tidx", Integer)),
                model.Scalar(int.MaxValue), model.Floats([], 1), model.Floats([], 0),
            ],
            ("T", Float), ("axis", Count(-1))),
        ["Reshape"] = model => model.Node("Reshape", ["x", model.Integers(Side, Side)], ("T", Float)),
        ["SpaceToBatchND"] = model => model.Node(
            "SpaceToBatchND", ["x", model.Integers(2, 2), model.Matrix([2, 2], 0, Huge, 0, Huge)], ("T", Float)),
        ["Conv2DBackpropInput"] = model => model.Node(
            "Conv2DBackpropInput",
            [model.Integers(1, Side, Side, 1), model.Floats([1, 1, 1, 1], 1), "x"],
            ("T", Float), ("strides", List(1, Side / 2, Side / 2, 1)), ("padding", Text("SAME"))),
    };

    static readonly Dictionary<string, Action<OperatorModel>> s_misfits = new()
    {
        ["Gather"] = model => model.Node(
            "Gather", [model.Floats([], 1), model.Integers(0)], ("Tparams", Float), ("Tindices", Integer)),
        ["GatherV2"] = model => model.Node(
            "GatherV2",
            [model.Floats([], 1), model.Integers(0), model.Scalar(0)],
            ("Tparams", Float), ("Tindices", Integer), ("Taxis", Integer)),
        ["Unpack"] = model => model.Node("Unpack", [model.Floats([], 1)], ("T", Float), ("num", Count(1))),
        ["ArgMax"] = model => model.Node(
            "ArgMax", [model.Floats([], 1), model.Scalar(0)], ("T", Float), ("Tidx", Integer)),
        ["Cumsum"] = model => model.Node(
            "Cumsum", [model.Floats([], 1), model.Scalar(0)], ("T", Float), ("Tidx", Integer)),
    };

    public static TheoryData<string> Models => [.. s_models.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void More_than_there_can_be_is_refused_before_it_is_taken(string name)
    {
        var folder = Folder(s_models[name]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<TesseraException>(() => Run(folder));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    public static TheoryData<string> Misfits => [.. s_misfits.Keys];

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_number_without_axes_has_none_to_go_along(string name)
    {
        var folder = Folder(s_misfits[name]);

        var failure = Assert.Throws<TesseraException>(() => Run(folder));

        Assert.Contains("there is no axis 0 among 0", failure.Message, StringComparison.Ordinal);
    }

    static MemoryModelFolder Folder(Action<OperatorModel> addNodes)
    {
        var model = new OperatorModel(1, 2, 2, 1);
        addNodes(model);
        var folder = new MemoryModelFolder();
        folder.Files["saved_model.pb"] = model.ToBytes();
        return folder;
    }

    static void Run(MemoryModelFolder folder)
    {
        using var model = ManagedModel.Load(folder, KernelSet.Portable);
        using var session = model.OpenSession(new SessionOptions());
        var image = Tensor.Of<float>(new TensorShape(1, 2, 2, 1), new float[4]);
        session.Run(new Dictionary<string, Tensor> { ["x"] = image });
    }
}
