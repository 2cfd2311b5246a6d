using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Tests.Models;

/// <summary>
/// Changes a model where it hurts: attributes, shapes, constants, operators and connections, not just bytes.
/// </summary>
sealed class ModelMutator(byte[] model, Random random)
{
    static readonly long[] s_numbers =
    [
        -2, -1, 0, 1, 2, 3, 7, 32, 255, 65536, int.MaxValue, int.MinValue, 1L << 31, 1L << 40,
        long.MaxValue, long.MinValue,
    ];

    static readonly string[] s_operators =
    [
        "AddV2", "ArgMax", "AvgPool", "BatchMatMulV2", "BatchToSpaceND", "BiasAdd", "BroadcastTo", "Cast", "ConcatV2",
        "Conv2D", "DepthwiseConv2dNative", "Einsum", "ExpandDims", "Fill", "FloorDiv", "FloorMod", "FusedBatchNormV3",
        "GatherV2", "Identity", "MatMul", "MaxPool", "Mean", "MirrorPad", "Mul", "Pack", "Pad", "PadV2", "Pow", "Prod",
        "Range", "RealDiv", "Reshape", "ResizeArea", "ResizeBilinear", "ResizeNearestNeighbor", "SelectV2", "Shape",
        "Slice", "Softmax", "SpaceToBatchND", "Split", "SplitV", "Squeeze", "StridedSlice", "Tile", "TopKV2",
        "Transpose", "Unpack",
    ];

    /// <summary>The model with one to three changes.</summary>
    public byte[] Mutate()
    {
        var copy = SavedModelProto.Parser.ParseFrom(model);
        var graph = copy.MetaGraphs[0].GraphDef;
        var functions = graph.Library?.Function ?? [];
        NodeProto[] nodes = [.. graph.Node, .. functions.SelectMany(function => function.NodeDef)];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            Mutate(nodes, Pick(nodes));
        }

        return copy.ToByteArray();
    }

    void Mutate(NodeProto[] nodes, NodeProto node)
    {
        switch (random.Next(6))
        {
            case 0:
                node.Op = Pick(s_operators);
                break;
            case 1 when node.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = Pick(Pick(nodes).Input.DefaultIfEmpty(node.Name).ToArray());
                break;
            case 2 when node.Input.Count > 0:
                node.Input.RemoveAt(random.Next(node.Input.Count));
                break;
            default:
                if (node.Attr.Count > 0)
                {
                    Mutate(Pick(node.Attr.Values.ToArray()));
                }

                break;
        }
    }

    void Mutate(AttributeProto attribute)
    {
        switch (attribute.ValueCase)
        {
            case AttributeProto.ValueOneofCase.List when attribute.List.I.Count > 0:
                attribute.List.I[random.Next(attribute.List.I.Count)] = Pick(s_numbers);
                break;
            case AttributeProto.ValueOneofCase.I:
                attribute.I = Pick(s_numbers);
                break;
            case AttributeProto.ValueOneofCase.B:
                attribute.B = !attribute.B;
                break;
            case AttributeProto.ValueOneofCase.Type:
                attribute.Type = (DataTypeProto)random.Next(22);
                break;
            case AttributeProto.ValueOneofCase.Tensor:
                Mutate(attribute.Tensor);
                break;
        }
    }

    void Mutate(TensorProto tensor)
    {
        var bytes = tensor.TensorContent.ToByteArray();
        if (random.Next(2) == 0 && bytes.Length >= 4)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(random.Next(bytes.Length / 4) * 4, 4), (int)Pick(s_numbers));
            tensor.TensorContent = ByteString.CopyFrom(bytes);
        }
        else if (tensor.TensorShape.Dim.Count > 0)
        {
            Pick(tensor.TensorShape.Dim.ToArray()).Size = Pick(s_numbers);
        }
        else
        {
            tensor.IntVal.Clear();
            tensor.IntVal.Add((int)Pick(s_numbers));
        }
    }

    T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
