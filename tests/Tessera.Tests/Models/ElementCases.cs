using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models;

/// <summary>Operators that treat each element on its own, and reductions.</summary>
static class ElementCases
{
    static readonly string[] s_functions =
    [
        "Tan", "Atan", "Sinh", "Cosh", "Asinh", "Erfc", "Inv", "Asin", "Acos", "Atanh", "Acosh", "Log1p", "Rsqrt",
    ];

    static readonly string[] s_integerFunctions = ["Abs", "Neg", "Sign", "Square"];

    public static void Add(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in s_functions)
        {
            cases[name] = () => With([3, 7], (model, x) => model.Node(name, [Domain(model, name, x)], ("T", Float)));
            cases[$"{name} of doubles"] = () => AsType(DataTypeProto.DtDouble, [3, 7], (model, x, type) =>
                model.Node(name, [model.Cast(Domain(model, name, "x"), DataTypeProto.DtDouble)], ("T", type)));
        }

        foreach (var name in s_integerFunctions)
        {
            cases[$"{name} of integers"] = () => AsType(DataTypeProto.DtInt64, [3, 7], (model, x, type) =>
                model.Node(name, [x], ("T", type)));
        }

        AddPairs(cases);
        AddQuestions(cases);
        AddReductions(cases);
        AddQuantization(cases);
    }

    static string Domain(OperatorModel model, string name, string x) => name switch
    {
        "Asin" or "Acos" or "Atanh" => model.Node("Tanh", [x], ("T", Float)),
        "Acosh" or "Log1p" or "Rsqrt" => model.Node(
            "AddV2", [model.Node("Square", [x], ("T", Float)), model.Floats([], 1.5f)], ("T", Float)),
        _ => x,
    };

    static void AddPairs(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "Atan2", "DivNoNan", "MulNoNan", "Xlogy", "Xlog1py", "Xdivy", "Div" })
        {
            var last = name.EndsWith("NoNan", StringComparison.Ordinal) ? 0 : 1;
            cases[name] = () => With([3, 5], (model, x) =>
                model.Node(name, [x, model.Floats([3, 1], 0.5f, 3, last)], ("T", Float)));
        }

        foreach (var name in new[]
        {
            "TruncateDiv", "TruncateMod", "FloorDiv", "FloorMod", "BitwiseAnd", "BitwiseOr", "BitwiseXor", "LeftShift",
            "RightShift", "Div", "Pow",
        })
        {
            cases[$"{name} of integers"] = () => AsType(DataTypeProto.DtInt32, [4, 5], (model, x, type) =>
                model.Node(name, [x, model.Integers(1, 2, 3, 4, 2)], ("T", type)));
        }

        cases["ClipByValue"] = () => With([4, 5], (model, x) =>
            model.Node("ClipByValue", [x, model.Floats([], -0.5f), model.Floats([], 0.25f)], ("T", Float)));
    }

    static void AddQuestions(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "IsNan", "IsInf", "IsFinite" })
        {
            cases[name] = () => With([3, 5], (model, x) =>
            {
                var positive = model.Node("Relu", [x], ("T", Float));
                var odd = model.Node("RealDiv", [positive, model.Floats([], 0)], ("T", Float));
                model.Cast(model.Node(name, [odd], ("T", Float)), DataTypeProto.DtFloat, DataTypeProto.DtBool);
            });
        }

        foreach (var name in new[] { "All", "Any" })
        {
            cases[name] = () => With([3, 2, 2], (model, x) =>
            {
                var isPositive = model.Node("Greater", [x, model.Floats([], 0)], ("T", Float));
                var answer = model.Node(
                    name, [isPositive, model.Integers(1, 2)], ("Tidx", Integer), ("keep_dims", Flag(true)));
                model.Cast(answer, DataTypeProto.DtFloat, DataTypeProto.DtBool);
            });
        }

        foreach (var name in new[] { "Equal", "NotEqual" })
        {
            cases[$"{name} of truth values"] = () => With([3, 4], (model, x) =>
            {
                var left = model.Node("Greater", [x, model.Floats([], 0)], ("T", Float));
                var right = model.Node("Greater", [x, model.Floats([4], 1, -1, 0.5f, 0)], ("T", Float));
                var answer = model.Node(name, [left, right], ("T", Type(DataTypeProto.DtBool)));
                model.Cast(answer, DataTypeProto.DtFloat, DataTypeProto.DtBool);
            });
        }

        cases["Select by row"] = () => With([3, 4], (model, x) =>
        {
            var first = model.Node(
                "Slice", [x, model.Integers(0, 0), model.Integers(3, 1)], ("T", Float), ("Index", Integer));
            var row = model.Node("Squeeze", [first], ("T", Float));
            var condition = model.Node("Greater", [row, model.Floats([], 0)], ("T", Float));
            model.Node("Select", [condition, x, model.Node("Neg", [x], ("T", Float))], ("T", Float));
        });
    }

    static void AddReductions(Dictionary<string, Func<OperatorModel>> cases)
    {
        foreach (var name in new[] { "Cumsum", "Cumprod" })
        {
            foreach (var (isExclusive, isReverse) in new[] { (true, false), (false, true), (true, true) })
            {
                cases[$"{name} {isExclusive} {isReverse}"] = () => With([2, 3, 4], (model, x) => model.Node(
                    name,
                    [x, model.Scalar(-2)],
                    ("T", Float),
                    ("Tidx", Integer),
                    ("exclusive", Flag(isExclusive)),
                    ("reverse", Flag(isReverse))));
            }
        }

        cases["ArgMin"] = () => With([3, 4, 5], (model, x) =>
        {
            var index = model.Node("ArgMin", [x, model.Scalar(1)], ("T", Float), ("output_type", Integer));
            model.Cast(index, DataTypeProto.DtFloat, DataTypeProto.DtInt32);
        });
        cases["EuclideanNorm"] = () => With([3, 4, 5], (model, x) =>
            model.Node("EuclideanNorm", [x, model.Integers(0, 2)], ("T", Float), ("Tidx", Integer)));
        cases["TopKV2 of integers"] = () => AsType(DataTypeProto.DtInt32, [3, 9], (model, x, type) =>
            model.Node("TopKV2", [x, model.Scalar(4)], ("T", type)));
        cases["TopKV2 indices of equals"] = () => With([3, 9], (model, x) =>
        {
            var whole = model.Cast(x, DataTypeProto.DtInt32);
            var best = model.Node("TopKV2", [whole, model.Scalar(5)], ("T", Integer));
            model.Cast($"{best}:1", DataTypeProto.DtFloat, DataTypeProto.DtInt32);
        });
    }

    static void AddQuantization(Dictionary<string, Func<OperatorModel>> cases)
    {
        cases["FakeQuantWithMinMaxArgs"] = () => With([4, 5], (model, x) => model.Node(
            "FakeQuantWithMinMaxArgs", [x], ("min", Number(-1.1f)), ("max", Number(0.7f)), ("num_bits", Count(4))));
        cases["FakeQuantWithMinMaxVars"] = () => With([4, 5], (model, x) => model.Node(
            "FakeQuantWithMinMaxVars",
            [x, model.Floats([], -0.9f), model.Floats([], 1.3f)],
            ("num_bits", Count(8)),
            ("narrow_range", Flag(true))));
        cases["FakeQuantWithMinMaxVarsPerChannel"] = () => With([4, 3], (model, x) => model.Node(
            "FakeQuantWithMinMaxVarsPerChannel",
            [x, model.Floats([3], -0.9f, -2, 0), model.Floats([3], 1.3f, 0.5f, 1)],
            ("num_bits", Count(5))));
    }

    static OperatorModel With(int[] input, Action<OperatorModel, string> add)
    {
        var model = new OperatorModel(input);
        add(model, "x");
        return model;
    }

    // Ten times the noise as another type, and the result as floats again.
    static OperatorModel AsType(
        DataTypeProto type, int[] input, Func<OperatorModel, string, AttributeProto, string> add) =>
        With(input, (model, x) =>
        {
            var scaled = model.Node("Mul", [x, model.Floats([], 10)], ("T", Float));
            model.Cast(add(model, model.Cast(scaled, type), Type(type)), DataTypeProto.DtFloat, type);
        });
}
