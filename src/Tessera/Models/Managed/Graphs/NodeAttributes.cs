using Google.Protobuf;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;
using Kind = Tessera.Models.SavedModel.Protos.AttributeProto.ValueOneofCase;

namespace Tessera.Models.Managed.Graphs;

/// <summary>The attributes of a node, by name; each read says what the operator assumes when one is absent.</summary>
sealed class NodeAttributes(IReadOnlyDictionary<string, AttributeProto> values)
{
    /// <summary>The attributes of a node that has none.</summary>
    public static NodeAttributes None { get; } = new(new Dictionary<string, AttributeProto>());

    /// <summary>These attributes with a text added or replaced.</summary>
    public NodeAttributes With(string name, string value) =>
        With(name, new AttributeProto { S = ByteString.CopyFromUtf8(value) });

    /// <summary>These attributes with a list of integers added or replaced.</summary>
    public NodeAttributes With(string name, ReadOnlySpan<int> values)
    {
        var list = new AttributeProto.Types.ListProto();
        foreach (var value in values)
        {
            list.I.Add(value);
        }

        return With(name, new AttributeProto { List = list });
    }

    public string Text(string name, string absent) => Find(name, Kind.S)?.S.ToStringUtf8() ?? absent;

    public int Integer(string name, int absent) =>
        Find(name, Kind.I) is { } found ? Narrow(name, found.I) : absent;

    public float Number(string name, float absent) => Find(name, Kind.F)?.F ?? absent;

    public bool Flag(string name, bool absent) => Find(name, Kind.B)?.B ?? absent;

    public int[] Integers(string name, params int[] absent) =>
        Find(name, Kind.List) is { } found ? [.. found.List.I.Select(value => Narrow(name, value))] : absent;

    public float[] Numbers(string name) => Find(name, Kind.List) is { } found ? [.. found.List.F] : [];

    /// <summary>A type, as it is computed.</summary>
    public ElementType Type(string name, ElementType absent) =>
        Find(name, Kind.Type) is { } found ? TensorReader.ToElementType(found.Type).ToComputed() : absent;

    public TensorProto Tensor(string name) => Require(name, Kind.Tensor).Tensor;

    public string Function(string name) => Require(name, Kind.Func).Func.Name;

    NodeAttributes With(string name, AttributeProto value) =>
        new(new Dictionary<string, AttributeProto>(values) { [name] = value });

    AttributeProto Require(string name, Kind kind) =>
        Find(name, kind) ?? throw TesseraException.User($"it lacks the attribute '{name}'");

    AttributeProto? Find(string name, Kind kind)
    {
        if (!values.TryGetValue(name, out var value))
        {
            return null;
        }

        return value.ValueCase == kind
            ? value
            : throw TesseraException.User($"its attribute '{name}' is {value.ValueCase}, not {kind}");
    }

    static int Narrow(string name, long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw TesseraException.User($"its attribute '{name}' is {value}, which does not fit in 32 bits");
}
