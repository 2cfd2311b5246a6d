using Tessera.Kernels;
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

    /// <summary>The padding that the attribute <c>explicit_paddings</c> holds.</summary>
    public static Padding ExplicitPadding(NodeBinding node) =>
        node.Attributes.Integers("explicit_paddings") is [0, 0, var top, var bottom, var left, var right, 0, 0]
            ? new Padding(top, left, bottom, right)
            : throw TesseraException.User(
                "its attribute 'explicit_paddings' must hold eight numbers, the outer ones 0");
}
