using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators;

/// <summary>How an operator's input lays out its axes.</summary>
static class DataFormat
{
    /// <exception cref="TesseraException">The channels are not the last axis.</exception>
    public static void RequireChannelsLast(NodeBinding node)
    {
        if (node.Attributes.Text("data_format", "NHWC") is not "NHWC" and var format)
        {
            throw TesseraException.User(
                $"its data format is {format}; only NHWC is supported, or use --runtime tensorflow");
        }
    }

    /// <summary>
    /// The two inner entries of an attribute that has one for each axis of NHWC; the outer two must be 1.
    /// </summary>
    public static (int Vertical, int Horizontal) SpatialPair(NodeBinding node, string attribute) =>
        node.Attributes.Integers(attribute, 1, 1, 1, 1) is [1, var vertical, var horizontal, 1]
            ? (vertical, horizontal)
            : throw TesseraException.User($"its attribute '{attribute}' must hold four numbers, the first and last 1");
}
