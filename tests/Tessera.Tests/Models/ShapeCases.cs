using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>Operators that move elements.</summary>
static class ShapeCases
{
    public static void Add(Dictionary<string, Func<OperatorModel>> cases)
    {
        AddGathers(cases);
        AddScatters(cases);
        cases["OneHot"] = () => With([2, 3], (model, x) =>
        {
            var indices = model.Cast(Times(model, x, 3), DataTypeProto.DtInt32);
            var (on, off) = (model.Floats([], 2), model.Floats([], -1));
            model.Node(
                "OneHot",
                [indices, model.Scalar(4), on, off],
                ("T", Float),
                ("TI", Integer),
                ("axis", Count(1)));
        });
        cases["Roll"] = () => With([4, 5, 3], (model, x) => model.Node(
            "Roll",
            [x, model.Integers(2, -7), model.Integers(0, 1)],
            ("T", Float),
            ("Tshift", Integer),
            ("Taxis", Integer)));
        cases["MatrixBandPart"] = () => With([2, 4, 5], (model, x) => model.Node(
            "MatrixBandPart", [x, model.Scalar(1), model.Scalar(-1)], ("T", Float), ("Tindex", Integer)));
        cases["Bucketize"] = () => With([4, 5], (model, x) => model.Cast(
            model.Node("Bucketize", [x], ("T", Float), ("boundaries", Numbers(-1, 0, 0.5f))),
            DataTypeProto.DtFloat,
            DataTypeProto.DtInt32));
        cases["Range of floats"] = () => With([3], (model, x) =>
        {
            var range = model.Node(
                "Range", [model.Floats([], 0.5f), model.Floats([], 2), model.Floats([], 0.5f)], ("Tidx", Float));
            model.Node("AddV2", [x, range], ("T", Float));
        });
        cases["Where"] = () => With([3, 2], (model, x) =>
        {
            var places = model.Node("Where", [model.Floats([2, 3], 0, 1, 0, 2, 0, 3)], ("T", Float));
            model.Node("MatMul", [x, model.Node(
                "Transpose",
                [model.Cast(places, DataTypeProto.DtFloat, DataTypeProto.DtInt64), model.Integers(1, 0)],
                ("T", Float),
                ("Tperm", Integer))], ("T", Float));
        });
        cases["Concat"] = () => With([2, 3], (model, x) =>
            model.Node("Concat", [model.Scalar(1), x, x], ("T", Float), ("N", Count(2))));
        cases["BroadcastArgs and ShapeN"] = () => With([3, 1], (model, x) =>
        {
            var row = model.Floats([1, 4], 1, 2, 3, 4);
            var shapes = model.Node("ShapeN", [x, row], ("T", Float), ("N", Count(2)), ("out_type", Integer));
            var shape = model.Node("BroadcastArgs", [shapes, $"{shapes}:1"], ("T", Integer));
            model.Node("BroadcastTo", [x, shape], ("T", Float), ("Tidx", Integer));
        });
        cases["IdentityN"] = () => With([2, 3], (model, x) =>
        {
            var list = new AttributeProto { List = new() { Type = { DataTypeProto.DtFloat, DataTypeProto.DtFloat } } };
            var both = model.Node("IdentityN", [model.Node("Sigmoid", [x], ("T", Float)), x], ("T", list));
            model.Node("Mul", [both, $"{both}:1"], ("T", Float));
        });
        foreach (var type in new[] { DataTypeProto.DtHalf, DataTypeProto.DtBfloat16, DataTypeProto.DtInt8 })
        {
            cases[$"Cast to {type} and back"] = () => With([3, 4], (model, x) =>
                model.Cast(model.Cast(Times(model, x, 4), type), DataTypeProto.DtFloat, type));
        }
    }

    static string Times(OperatorModel model, string x, float factor) =>
        model.Node("Round", [model.Node("Mul", [x, model.Floats([], factor)], ("T", Float))], ("T", Float));

    static void AddGathers(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["GatherV2 with batches"] = () => With([2, 4, 5], (model, x) => model.Node(
            "GatherV2",
            [x, model.Matrix([2, 3], 3, 0, 1, 4, 4, 2), model.Scalar(2)],
            ("Tparams", Float),
            ("Tindices", Integer),
            ("Taxis", Integer),
            ("batch_dims", Count(1))));
        cases["GatherV2 of rows of indices"] = () => With([4, 5], (model, x) => model.Node(
            "GatherV2",
            [x, model.Matrix([2, 2], 3, 0, 1, 2), model.Scalar(0)],
            ("Tparams", Float),
            ("Tindices", Integer),
            ("Taxis", Integer)));
        cases["Gather of TensorFlow 1"] = () => With([4, 5], (model, x) =>
            model.Node("Gather", [x, model.Integers(3, 1)], ("Tparams", Float), ("Tindices", Integer)));
        cases["GatherNd"] = () => With([4, 5, 2], (model, x) => model.Node(
            "GatherNd", [x, model.Matrix([3, 2], 3, 0, 1, 4, 0, 0)], ("Tparams", Float), ("Tindices", Integer)));
    }

    static void AddScatters(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["ScatterNd"] = () => With([3, 2], (model, x) => model.Node(
            "ScatterNd",
            [model.Matrix([3, 1], 4, 1, 4), x, model.Integers(5, 2)],
            ("T", Float),
            ("Tindices", Integer)));
        foreach (var name in new[] { "Update", "Add", "Sub", "Max", "Min" })
        {
            cases[$"TensorScatter{name}"] = () => With([3, 2], (model, x) => model.Node(
                $"TensorScatter{name}",
                [x, model.Matrix([2, 2], 2, 0, 1, 1), model.Floats([2], 0.25f, -0.25f)],
                ("T", Float),
                ("Tindices", Integer)));
        }
    }

    static OperatorModel With(int[] input, Action<OperatorModel, string> add)
    {
        var model = new OperatorModel(input);
        add(model, "x");
        return model;
    }
}
