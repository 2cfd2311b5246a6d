using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators;

/// <summary>Sizes and axes as tensors.</summary>
static class Integers
{
    /// <summary>A vector of the type that an attribute names; 32 bits when it is absent.</summary>
    public static Tensor ToTensor(NodeBinding node, string attribute, ReadOnlySpan<int> values)
    {
        var shape = new TensorShape(values.Length);
        return node.Attributes.Type(attribute, ElementType.Int32) switch
        {
            ElementType.Int32 => Tensor.Of(shape, values),
            ElementType.Int64 => Tensor.Of<long>(shape, [.. values.ToArray().Select(value => (long)value)]),
            var type => throw TesseraException.User($"its attribute '{attribute}' is {type}; integers are supported"),
        };
    }
}
