using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators.Normalization;

namespace Tessera.Models.Managed.Passes;

/// <summary>
/// A node that computes input · scale + shift, where scale and shift are constants of one number or one a channel.
/// </summary>
/// <param name="Input">What varies.</param>
/// <param name="Scale">One factor, or one a channel.</param>
/// <param name="Shift">One summand, or one a channel.</param>
/// <param name="Rank">The rank of the constants: a higher one than the input's would add axes.</param>
sealed record AffineNode(Edge Input, double[] Scale, double[] Shift, int Rank)
{
    /// <summary>What the node computes; null when it is nothing of this kind.</summary>
    public static AffineNode? Read(Node node) => node.Operator switch
    {
        "BiasAdd" or "Add" or "AddV2" when ReadOperands(node) is var (input, values, rank) =>
            new(input, [1], values, rank),
        "Mul" when ReadOperands(node) is var (input, values, rank) => new(input, values, [0], rank),
        "Sub" when node.Inputs is [_, { Constant: not null }] && ReadOperands(node) is var (input, values, rank) =>
            new(input, [1], [.. values.Select(value => -value)], rank),
        "RealDiv" when node.Inputs is [_, { Constant: not null }] && ReadOperands(node) is var (input, values, rank) =>
            new(input, [.. values.Select(value => 1 / value)], [0], rank),
        "FusedBatchNormV3" => ReadBatchNorm(node),
        _ => null,
    };

    /// <summary>The same for a number of channels; null when it is for another number.</summary>
    public ChannelAffine? Expand(int channels, int rank) =>
        Rank <= rank && Expand(Scale, channels) is { } scale && Expand(Shift, channels) is { } shift
            ? new ChannelAffine(scale, shift)
            : null;

    static double[]? Expand(double[] values, int channels) => values.Length == channels ? values
        : values.Length == 1 ? [.. Enumerable.Repeat(values[0], channels)]
        : null;

    static (Edge Input, double[] Values, int Rank)? ReadOperands(Node node) => node.Inputs switch
    {
        [{ Constant: null } input, { Constant: { } constant }] => ReadConstant(input, constant),
        [{ Constant: { } constant }, { Constant: null } input] => ReadConstant(input, constant),
        _ => null,
    };

    static (Edge Input, double[] Values, int Rank)? ReadConstant(Edge input, Tensor constant)
    {
        var isByChannel = constant.Shape.Rank == 0 || constant.Shape.ElementCount == constant.Shape[^1];
        return constant.Type == ElementType.Float32 && isByChannel && constant.Shape.ElementCount > 0
            ? (input, [.. constant.Values<float>().ToArray().Select(value => (double)value)], constant.Shape.Rank)
            : null;
    }

    static AffineNode? ReadBatchNorm(Node node)
    {
        if (node.Inputs is not [{ Constant: null } input, .. { Length: 4 } parameters]
            || parameters.Any(parameter => parameter.Constant is null)
            || node.Attributes.Flag("is_training", absent: true))
        {
            return null;
        }

        Tensor[] constants = [.. parameters.Select(parameter => parameter.Constant!)];
        var affine = ChannelAffine.OfBatchNorm(node.Attributes, constants);
        return new AffineNode(input, affine.Scale, affine.Shift, Rank: 1);
    }
}
