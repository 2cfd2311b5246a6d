using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>Small models, one an operator or a variant of it, that both runtimes must compute alike.</summary>
static class OperatorCases
{
    public static IReadOnlyDictionary<string, Func<OperatorModel>> All { get; } = Build();

    static Dictionary<string, Func<OperatorModel>> Build()
    {
        var cases = new Dictionary<string, Func<OperatorModel>>();
        AddUnary(cases);
        AddBinary(cases);
        AddReductions(cases);
        AddSlices(cases);
        AddPieces(cases);
        AddImages(cases);
        AddMatrices(cases);
        ElementCases.Add(cases);
        ShapeCases.Add(cases);
        ImageCases.Add(cases);
        ConvolutionCases.Add(cases);
        return cases;
    }

    static void AddUnary(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[]
        {
            "Abs", "Ceil", "Cos", "Elu", "Erf", "Exp", "Expm1", "Floor", "LogSoftmax", "Neg", "OnesLike",
            "Reciprocal", "Relu", "Relu6", "Rint", "Round", "Selu", "Sigmoid", "Sign", "Sin", "Softmax",
            "Softplus", "Softsign", "Square", "Tanh", "ZerosLike",
        })
        {
            cases[name] = () => With(new(3, 7), (model, x) => model.Node(name, [x], ("T", Float)));
        }

        cases["LeakyRelu"] = () =>
            With(new(3, 7), (model, x) => model.Node("LeakyRelu", [x], ("T", Float), ("alpha", Number(0.3f))));
        cases["Log of a square root"] = () => With(new(3, 7), (model, x) =>
        {
            var positive = model.Node("Exp", [x], ("T", Float));
            model.Node("Log", [model.Node("Sqrt", [positive], ("T", Float))], ("T", Float));
        });
    }

    static void AddBinary(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[]
        {
            "AddV2", "FloorDiv", "FloorMod", "Maximum", "Minimum", "Mul", "RealDiv", "SquaredDifference", "Sub",
        })
        {
            cases[name] = () => Binary(name, [5], 1, -2, 3, 0.5f, 7);
            cases[$"{name} of a column"] = () => Binary(name, [3, 1], 1, -2, 3);
            cases[$"{name} with a new axis"] = () => Binary(name, [2, 1, 5], 1, -2, 3, 4, 5, 6, 7, 8, 9, 10);
        }

        foreach (var name in new[] { "LogicalAnd", "LogicalOr" })
        {
            cases[name] = () => With(new(3, 5), (model, x) =>
            {
                var left = model.Node("Greater", [x, model.Floats([], 0)], ("T", Float));
                var right = model.Node("LessEqual", [x, model.Floats([3, 1], 0.5f, -0.5f, 1)], ("T", Float));
                var both = model.Node(name, [left, model.Node("LogicalNot", [right])]);
                model.Node("Select", [both, x, model.Node("ZerosLike", [x], ("T", Float))], ("T", Float));
            });
        }

        foreach (var name in new[] { "Greater", "GreaterEqual", "Less", "LessEqual" })
        {
            cases[name] = () => With(new(3, 5), (model, x) =>
            {
                var chosen = model.Node(name, [x, model.Floats([5], 0, 0.5f, -0.5f, 1, -1)], ("T", Float));
                model.Node("SelectV2", [chosen, x, model.Floats([], 9)], ("T", Float));
            });
        }
    }

    static OperatorModel Binary(string name, int[] shape, params float[] values) =>
        With(new(3, 5), (model, x) => model.Node(name, [x, model.Floats(shape, values)], ("T", Float)));

    static void AddReductions(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "Sum", "Mean", "Max", "Min", "Prod" })
        {
            cases[$"{name} of the middle"] = () => Reduce(name, isKept: false, 1);
            cases[$"{name} of the last"] = () => Reduce(name, isKept: true, -1);
            cases[$"{name} of two"] = () => Reduce(name, isKept: true, 0, 2);
            cases[$"{name} of height and width"] = () => Reduce(name, isKept: false, 1, 2);
        }

        cases["Cumsum"] = () => With(new(2, 3, 4), (model, x) =>
            model.Node("Cumsum", [x, model.Scalar(1)], ("T", Float), ("Tidx", Integer)));
        cases["Size and Rank"] = () => With(new(2, 3, 4), (model, x) =>
        {
            var size = model.Node("Size", [x], ("T", Float), ("out_type", Integer));
            var sum = model.Node("AddV2", [size, model.Node("Rank", [x], ("T", Float))], ("T", Integer));
            model.Node("Cast", [sum], ("SrcT", Integer), ("DstT", Float));
        });
        cases["ArgMax"] = () => With(new(3, 4, 5), (model, x) =>
        {
            var index = model.Node("ArgMax", [x, model.Scalar(1)], ("T", Float), ("output_type", Integer));
            model.Node("Cast", [index], ("SrcT", Integer), ("DstT", Float));
        });
    }

    static OperatorModel Reduce(string name, bool isKept, params int[] axes) => With(new(2, 3, 4, 5), (model, x) =>
        model.Node(name, [x, model.Integers(axes)], ("T", Float), ("Tidx", Integer), ("keep_dims", Flag(isKept))));

    static void AddSlices(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["StridedSlice of a range"] = () => Slice([1, 0], [3, 4], [1, 2]);
        cases["StridedSlice backwards"] = () => Slice([-1, 4], [0, 1], [-1, -2]);
        cases["StridedSlice with open ends"] = () => Slice([0, 0], [0, 0], [2, -1], ("begin_mask", 3), ("end_mask", 3));
        cases["StridedSlice of an index"] = () => Slice([2, 1], [3, 4], [1, 1], ("shrink_axis_mask", 1));
        cases["StridedSlice with an ellipsis"] =
            () => Slice([0, -1], [0, 0], [1, 1], ("ellipsis_mask", 1), ("shrink_axis_mask", 2));
        cases["StridedSlice with a new axis"] = () => Slice([0, 1], [0, 3], [1, 1], ("new_axis_mask", 1));
        cases["StridedSlice beyond the end"] = () => Slice([1, -100], [100, 100], [1, 1]);
        cases["Slice"] = () => With(new(4, 5, 3), (model, x) => model.Node(
            "Slice", [x, model.Integers(1, 0, 2), model.Integers(2, -1, 1)], ("T", Float), ("Index", Integer)));
        cases["Gather"] = () => With(new(4, 5, 3), (model, x) => model.Node(
            "GatherV2",
            [x, model.Integers(3, 0, 3), model.Scalar(1)],
            ("Tparams", Float),
            ("Tindices", Integer),
            ("Taxis", Integer)));
    }

    static OperatorModel Slice(int[] begin, int[] end, int[] step, params (string Mask, int Bits)[] masks) =>
        With(new(4, 5, 3), (model, x) => model.Node(
            "StridedSlice",
            [x, model.Integers(begin), model.Integers(end), model.Integers(step)],
            [("T", Float), ("Index", Integer), .. masks.Select(mask => (mask.Mask, Count(mask.Bits)))]));

    static void AddPieces(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["Split and ConcatV2"] = () => With(new(3, 6), (model, x) =>
        {
            var split = model.Node("Split", [model.Scalar(1), x], ("T", Float), ("num_split", Count(3)));
            model.Node(
                "ConcatV2",
                [$"{split}:2", split, $"{split}:1", model.Scalar(0)],
                ("T", Float),
                ("Tidx", Integer),
                ("N", Count(3)));
        });
        cases["SplitV"] = () => With(new(3, 6), (model, x) =>
        {
            string[] inputs = [x, model.Integers(1, -1, 2), model.Scalar(-1)];
            var parts = model.Node("SplitV", inputs, ("T", Float), ("Tlen", Integer), ("num_split", Count(3)));
            model.Node("Identity", [$"{parts}:1"], ("T", Float));
        });
        cases["Unpack and Pack"] = () => With(new(3, 2, 4), (model, x) =>
        {
            var parts = model.Node("Unpack", [x], ("T", Float), ("num", Count(2)), ("axis", Count(1)));
            model.Node("Pack", [$"{parts}:1", parts], ("T", Float), ("N", Count(2)), ("axis", Count(-1)));
        });
        cases["Transpose"] = () => With(new(2, 3, 4, 5), (model, x) =>
            model.Node("Transpose", [x, model.Integers(3, 0, 2, 1)], ("T", Float), ("Tperm", Integer)));
        cases["Tile"] = () => With(new(2, 3), (model, x) =>
            model.Node("Tile", [x, model.Integers(2, 3)], ("T", Float), ("Tmultiples", Integer)));
        cases["BroadcastTo"] = () => With(new(3, 1), (model, x) =>
            model.Node("BroadcastTo", [x, model.Integers(2, 3, 4)], ("T", Float), ("Tidx", Integer)));
        cases["ReverseV2"] = () => With(new(2, 3, 4), (model, x) =>
            model.Node("ReverseV2", [x, model.Integers(2, 0)], ("T", Float), ("Tidx", Integer)));
        cases["DepthToSpace"] = () => With(new(2, 3, 4, 8), (model, x) =>
            model.Node("DepthToSpace", [x], ("T", Float), ("block_size", Count(2))));
        cases["SpaceToDepth"] = () => With(new(2, 4, 6, 3), (model, x) =>
            model.Node("SpaceToDepth", [x], ("T", Float), ("block_size", Count(2))));
        cases["AddN"] = () => With(new(2, 3), (model, x) =>
            model.Node("AddN", [x, x, x], ("T", Float), ("N", Count(3))));
        cases["PadV2"] = () => With(new(2, 3), (model, x) => model.Node(
            "PadV2",
            [x, Pairs(model, 1, 0, 2, 3), model.Floats([], 5)],
            ("T", Float),
            ("Tpaddings", Integer)));
        foreach (var mode in new[] { "REFLECT", "SYMMETRIC" })
        {
            cases[$"MirrorPad {mode}"] = () => With(new(3, 4), (model, x) => model.Node(
                "MirrorPad",
                [x, Pairs(model, 1, 2, 0, 3)],
                ("T", Float),
                ("Tpaddings", Integer),
                ("mode", Text(mode))));
        }
    }

    static string Pairs(OperatorModel model, params int[] values) => model.Node(
        "Reshape", [model.Integers(values), model.Integers(2, 2)], ("T", Integer), ("Tshape", Integer));

    static void AddImages(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "ResizeBilinear", "ResizeNearestNeighbor" })
        {
            cases[$"{name} larger"] = () => Resize(name, 7, 11);
            cases[$"{name} smaller"] = () => Resize(name, 3, 2);
            cases[$"{name} by half pixels"] = () => Resize(name, 9, 4, ("half_pixel_centers", Flag(true)));
            cases[$"{name} by corners"] = () => Resize(name, 9, 4, ("align_corners", Flag(true)));
        }

        cases["ResizeArea"] = () => Resize("ResizeArea", 2, 4);
        foreach (var name in new[] { "AvgPool", "MaxPool" })
        {
            cases[name] = () => With(new(2, 7, 8, 3), (model, x) => model.Node(
                name,
                [x],
                ("T", Float),
                ("ksize", List(1, 3, 2, 1)),
                ("strides", List(1, 2, 3, 1)),
                ("padding", Text("SAME"))));
        }

        foreach (var padding in new[] { "SAME", "VALID" })
        {
            var height = padding == "SAME" ? 6 : 7;
            cases[$"Conv2DBackpropInput {padding}"] = () => With(new(2, 3, 4, 2), (model, x) => model.Node(
                "Conv2DBackpropInput",
                [model.Integers(2, height, 4, 3), model.Floats([3, 1, 3, 2], [.. Enumerable.Range(-9, 18)]), x],
                ("T", Float),
                ("strides", List(1, 2, 1, 1)),
                ("padding", Text(padding))));
        }

        cases["Conv2D with explicit padding"] = () => With(new(2, 7, 8, 2), (model, x) => model.Node(
            "Conv2D",
            [x, model.Floats([2, 3, 2, 1], 1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12)],
            ("T", Float),
            ("strides", List(1, 2, 1, 1)),
            ("padding", Text("EXPLICIT")),
            ("explicit_paddings", List(0, 0, 1, 0, 2, 1, 0, 0))));
    }

    static OperatorModel Resize(string name, int height, int width, params (string, AttributeProto)[] attributes) =>
        With(new(2, 5, 6, 3), (model, x) =>
            model.Node(name, [x, model.Integers(height, width)], [("T", Float), .. attributes]));

    static void AddMatrices(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var (left, right) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            cases[$"MatMul {left} {right}"] = () => With(new(3, 3), (model, x) => model.Node(
                "MatMul", [x, x], ("T", Float), ("transpose_a", Flag(left)), ("transpose_b", Flag(right))));
            cases[$"BatchMatMulV2 {left} {right}"] = () => With(new(2, 1, 3, 3), (model, x) => model.Node(
                "BatchMatMulV2",
                [x, model.Node("Reshape", [x, model.Integers(2, 3, 3)], ("T", Float), ("Tshape", Integer))],
                ("T", Float),
                ("adj_x", Flag(left)),
                ("adj_y", Flag(right))));
        }

        cases["BatchMatMulV2 of empty rows"] = () => With(new(2, 3, 4), (model, x) =>
        {
            (string, AttributeProto)[] types = [("T", Float), ("Index", Integer)];
            var left = model.Node("Slice", [x, model.Integers(0, 0, 0), model.Integers(2, 3, 0)], types);
            var right = model.Node("Slice", [x, model.Integers(0, 0, 0), model.Integers(2, 0, 4)], types);
            model.Node("BatchMatMulV2", [left, right], ("T", Float));
        });
        foreach (var equation in new[]
        {
            "abc,abd->acd", "abc,dbc->ad", "abc,abc->ba", "abc,dec->aebd", "abc,abc->c", "...c,...c->...",
            "a...,a...->...",
        })
        {
            cases[$"Einsum {equation}"] = () => With(new(2, 3, 4), (model, x) =>
                model.Node("Einsum", [x, x], ("T", Float), ("N", Count(2)), ("equation", Text(equation))));
        }
    }

    static OperatorModel With(OperatorModel model, Action<OperatorModel, string> add)
    {
        add(model, "x");
        return model;
    }
}
