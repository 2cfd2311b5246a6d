using Tessera.Models.Managed.Operators.Shapes;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>
/// What all ways of resizing have in common: each axis has a table of which source pixels count how much.
/// </summary>
static class ResizeBinding
{
    // A larger picture comes from no network, and its tables would fill the memory.
    const int MaximumSide = 1 << 16;

    /// <summary>Binds a node with inputs images (n, height, width, channels) and size.</summary>
    /// <param name="node">The node.</param>
    /// <param name="taps">Makes the table of an axis from the extents of source and result.</param>
    public static void Bind(NodeBinding node, Func<int, int, Taps[]> taps)
    {
        var x = node.Input(0);
        if (x.Shape.Rank != 4)
        {
            throw TesseraException.User($"its input has the shape {x.Shape}; 4 axes are needed");
        }

        var size = node.ConstantIntegers(1);
        if (size is not [> 0 and <= MaximumSide and var height, > 0 and <= MaximumSide and var width]
            || x.Shape[1] == 0 || x.Shape[2] == 0)
        {
            throw TesseraException.User(
                $"{x.Shape} cannot be resized to ({string.Join(", ", size)})");
        }

        var y = node.Output(ElementType.Float32, new TensorShape(x.Shape[0], height, width, x.Shape[3]));
        var (rows, columns) = (taps(x.Shape[1], height), taps(x.Shape[2], width));
        if (x.Type == ElementType.Float32)
        {
            node.Compute(run => Resize(x.Shape, rows, columns, run.Read<float>(x), run.Write<float>(y)));
            return;
        }

        // Pixels as files hold them.
        var numbers = node.Scratch(ElementType.Float32, x.Shape);
        var convert = Cast.Conversion(x, numbers);
        node.Compute(run =>
        {
            convert(run);
            Resize(x.Shape, rows, columns, run.Read<float>(numbers), run.Write<float>(y));
        });
    }

    static void Resize(TensorShape shape, Taps[] rows, Taps[] columns, ReadOnlySpan<float> x, Span<float> y)
    {
        var channels = shape[3];
        y.Clear();
        for (var n = 0; n < shape[0]; n++)
        {
            var image = x.Slice(n * shape.Product(1..), shape.Product(1..));
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    Accumulate(image, shape[2], row, column, y[..channels]);
                    y = y[channels..];
                }
            }
        }
    }

    static void Accumulate(ReadOnlySpan<float> image, int width, Taps row, Taps column, Span<float> pixel)
    {
        for (var i = 0; i < row.Weights.Length; i++)
        {
            for (var j = 0; j < column.Weights.Length; j++)
            {
                var weight = row.Weights[i] * column.Weights[j];
                var source = image.Slice(((row.First + i) * width + column.First + j) * pixel.Length, pixel.Length);
                for (var channel = 0; channel < pixel.Length; channel++)
                {
                    pixel[channel] += weight * source[channel];
                }
            }
        }
    }
}
