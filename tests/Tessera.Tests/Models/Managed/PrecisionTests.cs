using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;
using static Tessera.Tests.Models.OperatorModel;

namespace Tessera.Tests.Models.Managed;

/// <summary>Small types are stored as they are and computed in larger ones.</summary>
public sealed class PrecisionTests
{
    [Theory]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.Int16)]
    [InlineData(ElementType.UInt16)]
    [InlineData(ElementType.UInt32)]
    [InlineData(ElementType.UInt64)]
    public void Every_number_of_a_small_type_survives_computing(ElementType type)
    {
        var bytes = Enumerable.Range(0, 48).Select(i => (byte)(i % 2 == 0 ? i : 0x40)).ToArray();
        var stored = new Tensor(type, new TensorShape(bytes.Length / type.Size()), bytes);

        var computed = Precision.Widen(stored);

        Assert.Equal(type.ToComputed(), computed.Type);
        Assert.Equal(bytes, Precision.Narrow(computed, type).Bytes.ToArray());
    }

    [Theory]
    [InlineData(1.00390625f, 0x3f80)]
    [InlineData(1.01171875f, 0x3f82)]
    [InlineData(1.005f, 0x3f81)]
    [InlineData(float.NaN, 0xffc0)]
    public void A_float_is_rounded_to_the_nearest_upper_half(float value, int bits)
    {
        var tensor = Tensor.Of<float>(TensorShape.Scalar, [value]);

        var narrow = Precision.Narrow(tensor, ElementType.BFloat16);

        Assert.Equal(bits, BitConverter.ToUInt16(narrow.Bytes.Span));
    }

    [Fact]
    public void A_signature_of_half_precision_is_given_and_gives_halves()
    {
        var model = new OperatorModel(3);
        model.Node("Relu", ["x"], ("T", Type(DataTypeProto.DtHalf)));
        var proto = SavedModelProto.Parser.ParseFrom(model.ToBytes(DataTypeProto.DtHalf));
        proto.MetaGraphs[0].SignatureDef["serving_default"].Inputs["x"].Dtype = DataTypeProto.DtHalf;
        var folder = new MemoryModelFolder();
        using (var content = new MemoryStream())
        {
            Google.Protobuf.MessageExtensions.WriteTo(proto, content);
            folder.Files[SavedModelFiles.Graph] = content.ToArray();
        }

        using var loaded = ManagedModel.Load(folder, KernelSet.Portable);
        using var session = loaded.OpenSession(new SessionOptions());
        var input = Tensor.Of<Half>(new TensorShape(3), [(Half)(-1), (Half)0.5, (Half)2]);
        var output = session.Run(new Dictionary<string, Tensor> { ["x"] = input })["y"];

        Assert.Equal([(Half)0, (Half)0.5, (Half)2], output.Values<Half>().ToArray());
    }
}
