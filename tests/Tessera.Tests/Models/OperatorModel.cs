using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Tests.Models;

/// <summary>A model of a few operators: the input is <c>x</c>, float32; the last node is the output.</summary>
sealed class OperatorModel
{
    static readonly ShapeProto s_anyShape = new() { UnknownRank = true };

    readonly GraphProto _graph = new() { Versions = new VersionProto { Producer = 1087 } };
    readonly int[] _input;

    public OperatorModel(params int[] input)
    {
        _input = input;
        Node("Placeholder", [], ("dtype", Float), ("shape", new() { Shape = Shape(input) }));
    }

    public static AttributeProto Float => new() { Type = DataTypeProto.DtFloat };

    public static AttributeProto Integer => new() { Type = DataTypeProto.DtInt32 };

    public int Length => _input.Aggregate(1, (a, b) => a * b);

    public IReadOnlyList<int> Input => _input;

    public static AttributeProto Text(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    public static AttributeProto Type(DataTypeProto type) => new() { Type = type };

    public static AttributeProto Numbers(params float[] values)
    {
        var list = new AttributeProto.Types.ListProto();
        list.F.AddRange(values);
        return new AttributeProto { List = list };
    }

    public static AttributeProto Number(float number) => new() { F = number };

    public static AttributeProto Count(int count) => new() { I = count };

    public static AttributeProto Flag(bool flag) => new() { B = flag };

    public static AttributeProto List(params int[] values)
    {
        var list = new AttributeProto.Types.ListProto();
        list.I.AddRange(values.Select(value => (long)value));
        return new AttributeProto { List = list };
    }

    /// <summary>A vector of integers, or a single one without axes.</summary>
    public string Integers(params int[] values) => Constant(Vector(values, values.Length));

    public string Scalar(int value) => Constant(Vector([value]));

    public string Floats(int[] shape, params float[] values)
    {
        var tensor = new TensorProto { Dtype = DataTypeProto.DtFloat, TensorShape = Shape(shape) };
        tensor.FloatVal.AddRange(values);
        return Constant(tensor);
    }

    /// <summary>Integers of any shape.</summary>
    public string Matrix(int[] shape, params int[] values) => Constant(Vector(values, shape));

    /// <summary>The numbers as another type.</summary>
    public string Cast(string x, DataTypeProto to, DataTypeProto from = DataTypeProto.DtFloat) =>
        Node("Cast", [x], ("SrcT", Type(from)), ("DstT", Type(to)));

    /// <summary>Adds a node and gives back its name; the first is <c>x</c>.</summary>
    public string Node(string operatorName, string[] inputs, params (string Name, AttributeProto Value)[] attributes)
    {
        var name = _graph.Node.Count == 0 ? "x" : $"node{_graph.Node.Count}";
        var node = new NodeProto { Name = name, Op = operatorName, Input = { inputs } };
        foreach (var (key, value) in attributes)
        {
            node.Attr[key] = value;
        }

        _graph.Node.Add(node);
        return name;
    }

    public byte[] ToBytes(DataTypeProto output = DataTypeProto.DtFloat) => new SavedModelProto
    {
        SavedModelSchemaVersion = 1,
        MetaGraphs =
        {
            new MetaGraphProto
            {
                MetaInfoDef = new MetaInfoProto { Tags = { "serve" } },
                GraphDef = _graph,
                SignatureDef = { ["serving_default"] = Signature(output) },
            },
        },
    }.ToByteArray();

    SignatureProto Signature(DataTypeProto output) => new()
    {
        Inputs = { ["x"] = new() { Name = "x:0", Dtype = DataTypeProto.DtFloat, TensorShape = Shape(_input) } },
        Outputs = { ["y"] = new() { Name = $"{_graph.Node[^1].Name}:0", Dtype = output, TensorShape = s_anyShape } },
        MethodName = "tensorflow/serving/predict",
    };

    string Constant(TensorProto tensor) =>
        Node("Const", [], ("dtype", new() { Type = tensor.Dtype }), ("value", new() { Tensor = tensor }));

    static TensorProto Vector(int[] values, params int[] shape)
    {
        var tensor = new TensorProto { Dtype = DataTypeProto.DtInt32, TensorShape = Shape(shape) };
        tensor.IntVal.AddRange(values);
        return tensor;
    }

    static ShapeProto Shape(params int[] extents) =>
        new() { Dim = { extents.Select(extent => new ShapeProto.Types.Dimension { Size = extent }) } };
}
