using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>Operators on images.</summary>
static class ImageCases
{
    static readonly string[] s_kernels =
        ["lanczos1", "lanczos3", "lanczos5", "gaussian", "box", "triangle", "keyscubic", "mitchellcubic"];

    public static void Add(Dictionary<string, Func<OperatorModel>> cases)
    {
        AddResizing(cases);
        AddPooling(cases);
        AddConvolutions(cases);
        AddNormalization(cases);
    }

    static void AddResizing(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var (height, width) in new[] { (7, 11), (3, 2), (5, 13), (1, 1) })
        {
            foreach (var style in new[] { "half_pixel_centers", "align_corners", "" })
            {
                cases[$"ResizeBicubic {height} {width} {style}"] = () => With([2, 5, 6, 3], (model, x) => model.Node(
                    "ResizeBicubic",
                    [x, model.Integers(height, width)],
                    style.Length == 0 ? [("T", Float)] : [("T", Float), (style, Flag(true))]));
            }

            foreach (var kernel in s_kernels)
            {
                cases[$"ScaleAndTranslate {kernel} {height} {width}"] = () => Scale(kernel, height, width);
            }
        }

        cases["ScaleAndTranslate without antialiasing"] = () =>
            Scale("triangle", 3, 4, ("antialias", Flag(false)));
        foreach (var name in new[] { "ResizeBilinear", "ResizeArea", "ResizeBicubic", "ResizeNearestNeighbor" })
        {
            var type = name == "ResizeNearestNeighbor" ? DataTypeProto.DtUint8 : DataTypeProto.DtFloat;
            cases[$"{name} of bytes"] = () => With([1, 4, 6, 3], (model, x) =>
            {
                var bytes = model.Cast(model.Node("Abs", [x], ("T", Float)), DataTypeProto.DtUint8);
                var size = model.Integers(2, 3);
                var resized = model.Node(name, [bytes, size], ("T", Type(DataTypeProto.DtUint8)));
                model.Cast(resized, DataTypeProto.DtFloat, type);
            });
        }
    }

    static OperatorModel Scale(string kernel, int height, int width, params (string, AttributeProto)[] attributes) =>
        With([2, 6, 5, 3], (model, x) => model.Node(
            "ScaleAndTranslate",
            [x, model.Integers(height, width), model.Floats([2], height / 6f, width / 5f), model.Floats([2], 0, 0)],
            [("T", Float), ("kernel_type", Text(kernel)), .. attributes]));

    static void AddPooling(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["MaxPool with explicit padding"] = () => With([2, 7, 8, 3], (model, x) => model.Node(
            "MaxPool",
            [x],
            ("T", Float),
            ("ksize", List(1, 3, 2, 1)),
            ("strides", List(1, 2, 3, 1)),
            ("padding", Text("EXPLICIT")),
            ("explicit_paddings", List(0, 0, 1, 2, 0, 1, 0, 0))));
        cases["MaxPoolV2"] = () => With([2, 7, 8, 3], (model, x) => model.Node(
            "MaxPoolV2",
            [x, model.Integers(1, 3, 2, 1), model.Integers(1, 2, 3, 1)],
            ("T", Float),
            ("padding", Text("SAME"))));
        foreach (var padding in new[] { "SAME", "VALID" })
        {
            cases[$"ExtractImagePatches {padding}"] = () => With([2, 9, 8, 3], (model, x) => model.Node(
                "ExtractImagePatches",
                [x],
                ("T", Float),
                ("ksizes", List(1, 3, 2, 1)),
                ("strides", List(1, 2, 3, 1)),
                ("rates", List(1, 2, 1, 1)),
                ("padding", Text(padding))));
        }
    }

    static void AddConvolutions(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var padding in new[] { "SAME", "VALID" })
        {
            cases[$"Conv2D in groups {padding}"] = () => With([2, 9, 8, 4], (model, x) => model.Node(
                "Conv2D",
                [x, model.Floats([3, 2, 2, 6], Noise(72))],
                ("T", Float),
                ("strides", List(1, 2, 1, 1)),
                ("padding", Text(padding))));
            cases[$"Conv2D dilated {padding}"] = () => With([2, 11, 12, 3], (model, x) => model.Node(
                "Conv2D",
                [x, model.Floats([3, 2, 3, 5], Noise(90))],
                ("T", Float),
                ("strides", List(1, 1, 1, 1)),
                ("dilations", List(1, 2, 3, 1)),
                ("padding", Text(padding))));
            cases[$"DepthwiseConv2dNative multiplied {padding}"] = () => With([2, 9, 8, 3], (model, x) => model.Node(
                "DepthwiseConv2dNative",
                [x, model.Floats([3, 3, 3, 2], Noise(54))],
                ("T", Float),
                ("strides", List(1, 2, 2, 1)),
                ("padding", Text(padding))));
        }

        cases["DepthwiseConv2dNative with explicit padding"] = () => With([2, 9, 8, 3], (model, x) => model.Node(
            "DepthwiseConv2dNative",
            [x, model.Floats([3, 3, 3, 1], Noise(27))],
            ("T", Float),
            ("strides", List(1, 2, 2, 1)),
            ("padding", Text("EXPLICIT")),
            ("explicit_paddings", List(0, 0, 1, 1, 1, 1, 0, 0))));
        foreach (var (stride, size) in new[] { (1, 4), (2, 8), (3, 11) })
        {
            cases[$"Conv2DBackpropInput by {stride}"] = () => With([2, 4, 4, 3], (model, x) => model.Node(
                "Conv2DBackpropInput",
                [model.Integers(2, size, size, 2), model.Floats([3, 3, 2, 3], Noise(54)), x],
                ("T", Float),
                ("strides", List(1, stride, stride, 1)),
                ("padding", Text("SAME"))));
        }
    }

    static void AddNormalization(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["LRN"] = () => With([2, 3, 3, 7], (model, x) => model.Node(
            "LRN",
            [x],
            ("T", Float),
            ("depth_radius", Count(2)),
            ("bias", Number(1.5f)),
            ("alpha", Number(0.3f)),
            ("beta", Number(0.75f))));
        foreach (var format in new[] { "NHWC", "NCHW" })
        {
            cases[$"FusedBatchNormV3 of its own statistics {format}"] = () => Normalize(format, isTraining: true);
            cases[$"FusedBatchNormV3 {format}"] = () => Normalize(format, isTraining: false);
        }
    }

    static OperatorModel Normalize(string format, bool isTraining) => With([3, 4, 5, 3], (model, x) =>
    {
        var channels = format == "NCHW" ? 4 : 3;
        var scale = model.Floats([channels], Noise(channels));
        var offset = model.Floats([channels], Noise(channels));
        var mean = isTraining ? model.Floats([0]) : offset;
        var variance = isTraining ? mean : model.Node("Square", [scale], ("T", Float));
        model.Node(
            "FusedBatchNormV3",
            [x, scale, offset, mean, variance],
            ("T", Float),
            ("U", Float),
            ("epsilon", Number(0.001f)),
            ("is_training", Flag(isTraining)),
            ("data_format", Text(format)));
    });

    static float[] Noise(int count) => RandomNetwork.Images(1, count, seed: 5);

    static OperatorModel With(int[] input, Action<OperatorModel, string> add)
    {
        var model = new OperatorModel(input);
        add(model, "x");
        return model;
    }
}
