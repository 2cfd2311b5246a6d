using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>Which axes a reduction removes, and the shape of what remains.</summary>
/// <param name="IsReduced">For each axis of the input.</param>
/// <param name="Output">The extents of the axes that remain; 1 for the others if they are to be kept.</param>
sealed record ReducedAxes(bool[] IsReduced, TensorShape Output)
{
    /// <summary>Reads them from a node's second input and its attribute <c>keep_dims</c>.</summary>
    public static ReducedAxes Read(NodeBinding node)
    {
        var shape = node.Input(0).Shape;
        var isReduced = new bool[shape.Rank];
        foreach (var axis in node.ConstantIntegers(1))
        {
            isReduced[Axis.Resolve(axis, shape.Rank)] = true;
        }

        var keep = node.Attributes.Flag("keep_dims", absent: false);
        var extents = new List<int>();
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (!isReduced[axis])
            {
                extents.Add(shape[axis]);
            }
            else if (keep)
            {
                extents.Add(1);
            }
        }

        return new ReducedAxes(isReduced, new TensorShape([.. extents]));
    }

    /// <summary>How many elements of the input become one of the output.</summary>
    public int Count(TensorShape input)
    {
        var count = 1;
        for (var axis = 0; axis < input.Rank; axis++)
        {
            count *= IsReduced[axis] ? input[axis] : 1;
        }

        return count;
    }

    /// <summary>For each axis of the input, the distance of neighbours in the output; 0 along reduced axes.</summary>
    public int[] OutputStrides(TensorShape input)
    {
        var strides = new int[input.Rank];
        var stride = 1;
        for (var axis = input.Rank - 1; axis >= 0; axis--)
        {
            if (!IsReduced[axis])
            {
                strides[axis] = stride;
                stride *= input[axis];
            }
        }

        return strides;
    }

    /// <summary>
    /// Whether it is the mean or sum of each channel over all pixels of (n, height, width, channels).
    /// </summary>
    public bool AreSpatial => IsReduced is [false, true, true, false];
}
