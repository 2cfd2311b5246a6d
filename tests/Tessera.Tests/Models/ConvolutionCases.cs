using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>Convolutions and pools of odd sizes, strides, dilations, paddings and channels.</summary>
static class ConvolutionCases
{
    // Size of images, size of the kernel, stride, dilation, channels, filters, groups.
    static readonly (int Image, int Kernel, int Stride, int Dilation, int Channels, int Filters, int Groups)[] s_cases =
    [
        (1, 1, 1, 1, 3, 5, 1), (7, 1, 2, 1, 5, 3, 1), (9, 2, 3, 1, 3, 4, 1), (11, 2, 4, 1, 4, 3, 1),
        (8, 5, 3, 1, 2, 7, 1), (13, 3, 1, 3, 17, 18, 1), (12, 3, 2, 1, 16, 19, 1), (9, 3, 1, 1, 8, 12, 4),
        (10, 3, 2, 1, 6, 6, 3), (9, 3, 1, 2, 6, 4, 2), (3, 3, 1, 1, 16, 16, 1), (4, 3, 1, 1, 17, 33, 1),
        (5, 3, 1, 1, 31, 16, 1), (6, 3, 1, 1, 64, 65, 1), (7, 7, 1, 1, 3, 4, 1), (14, 3, 1, 1, 16, 16, 1),
    ];

    public static void Add(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var each in s_cases)
        {
            foreach (var padding in new[] { "SAME", "VALID", "EXPLICIT" })
            {
                cases[$"Conv2D {each} {padding}"] = () => Convolve(each, padding);
            }
        }

        AddTransposed(cases);
        AddPools(cases);
        AddBranches(cases);
    }

    static OperatorModel Convolve(
        (int Image, int Kernel, int Stride, int Dilation, int Channels, int Filters, int Groups) each, string padding)
    {
        var (image, kernel, stride, dilation, channels, filters, groups) = each;
        var model = new OperatorModel(2, image, image + 1, channels);
        int[] shape = [kernel, kernel, channels / groups, filters];
        model.Node("Conv2D", ["x", Noise(model, shape)], Attributes(stride, dilation, padding));
        return model;
    }

    static (string, AttributeProto)[] Attributes(int stride, int dilation, string padding) =>
    [
        ("T", Float),
        ("strides", List(1, stride, stride, 1)),
        ("dilations", List(1, dilation, dilation, 1)),
        ("padding", Text(padding)),
        ("explicit_paddings", padding == "EXPLICIT" ? List(0, 0, 2, 1, 0, 2, 0, 0) : List()),
    ];

    // The shape of the result is computed from that of the images, as Keras does it.
    static void AddTransposed(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var (kernel, stride, channels, filters) in
            new[] { (2, 2, 3, 4), (3, 2, 16, 17), (2, 3, 4, 3), (4, 2, 5, 6), (3, 1, 16, 32), (5, 3, 2, 2) })
        {
            cases[$"Conv2DBackpropInput {kernel} {stride} {channels} {filters} SAME"] =
                () => Transpose(kernel, stride, channels, filters, "SAME", size => size * stride);
            cases[$"Conv2DBackpropInput {kernel} {stride} {channels} {filters} VALID"] = () => Transpose(
                kernel, stride, channels, filters, "VALID", size => (size * stride) + Math.Max(kernel - stride, 0));
        }
    }

    static OperatorModel Transpose(
        int kernel, int stride, int channels, int filters, string padding, Func<int, int> enlarge)
    {
        var model = new OperatorModel(2, 4, 5, channels);
        var shape = model.Node("Shape", ["x"], ("T", Float), ("out_type", Integer));
        var batch = model.Node(
            "StridedSlice",
            [shape, model.Integers(0), model.Integers(1), model.Integers(1)],
            ("T", Integer),
            ("Index", Integer),
            ("shrink_axis_mask", Count(1)));
        var result = model.Node(
            "Pack",
            [batch, model.Scalar(enlarge(4)), model.Scalar(enlarge(5)), model.Scalar(filters)],
            ("T", Integer),
            ("N", Count(4)));
        model.Node(
            "Conv2DBackpropInput", [result, Noise(model, kernel, kernel, filters, channels), "x"],
            Attributes(stride, 1, padding));
        return model;
    }

    static void AddPools(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "AvgPool", "MaxPool" })
        {
            foreach (var (size, stride) in new[] { (1, 2), (2, 3), (3, 1), (5, 2), (3, 4) })
            {
                cases[$"{name} {size} {stride} SAME"] = () => Pool(name, size, stride, "SAME");
                cases[$"{name} {size} {stride} VALID"] = () => Pool(name, size, stride, "VALID");
            }
        }
    }

    static OperatorModel Pool(string name, int size, int stride, string padding)
    {
        var model = new OperatorModel(2, 9, 7, 19);
        model.Node(
            name,
            ["x"],
            ("T", Float),
            ("ksize", List(1, size, size, 1)),
            ("strides", List(1, stride, stride, 1)),
            ("padding", Text(padding)));
        return model;
    }

    static void AddBranches(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var (left, right) in new[] { (1, 2), (2, 1) })
        {
            cases[$"Switch and Merge {left} {right}"] = () => Branch(left, right);
        }
    }

    // Whether a layer of TensorFlow 1 trains: false, unless the caller says otherwise.
    static OperatorModel Branch(float left, float right)
    {
        var model = new OperatorModel(2, 3);
        var isLess = model.Node("Less", [model.Floats([], left), model.Floats([], right)], ("T", Float));
        var condition = model.Node(
            "PlaceholderWithDefault",
            [isLess],
            ("dtype", Type(DataTypeProto.DtBool)),
            ("shape", new() { Shape = new() }));
        var sent = model.Node("Switch", ["x", condition], ("T", Float));
        var square = model.Node("Square", [$"{sent}:1"], ("T", Float));
        var negative = model.Node("Neg", [$"{sent}:0"], ("T", Float));
        model.Node("Merge", [model.Node("Relu", [negative], ("T", Float)), square], ("T", Float), ("N", Count(2)));
        return model;
    }

    static string Noise(OperatorModel model, params int[] shape) =>
        model.Floats(shape, RandomNetwork.Images(1, shape.Aggregate(1, (a, b) => a * b), seed: 7));
}
