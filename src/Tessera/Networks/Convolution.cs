using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// A two-dimensional convolution (cross-correlation, as everywhere in this field) with square windows.
/// </summary>
public sealed record Convolution(string Name, string Input) : Layer(Name, [Input])
{
    /// <summary>Output channels; at least 1. Ignored for <see cref="Initializer.Whitening"/>, see there.</summary>
    public int Filters { get; init; } = 1;

    /// <summary>Height and width of the window. Default 3; at least 1.</summary>
    public int Size { get; init; } = 3;

    /// <summary>Pixels from one window to the next. Default 1; at least 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Default <see cref="Padding.Same"/>.</summary>
    public Padding Padding { get; init; } = Padding.Same;

    /// <summary>Default <see cref="Bias.None"/>: batch normalisation adds its own.</summary>
    public Bias Bias { get; init; }

    /// <summary>
    /// Default <see cref="Initializer.GlorotUniform"/>. With <see cref="Initializer.Whitening"/> there are
    /// 2·size²·channels filters, whatever <see cref="Filters"/> says, and the kernel is frozen.
    /// </summary>
    public Initializer Initializer { get; init; } = Initializer.GlorotUniform;

    public override Shape OutputShape(ImmutableArray<Shape> inputs)
    {
        RequireAtLeastOne(Filters, "the number of filters");
        RequireAtLeastOne(Size, "the window size");
        RequireAtLeastOne(Stride, "the stride");
        var (height, width, channels) = inputs[0];
        if (Padding == Padding.Valid && (height < Size || width < Size))
        {
            throw Refuse($"a window of {Size}x{Size} does not fit into {inputs[0]}; use larger images");
        }

        return new Shape(OutputLength(height), OutputLength(width), OutputChannels(channels));
    }

    public override ImmutableArray<Parameter> Parameters(ImmutableArray<Shape> inputs)
    {
        var (input, output) = (inputs[0].Channels, OutputChannels(inputs[0].Channels));
        var kernel = Weight(ParameterRole.Kernel, Initializer, Size, Size, input, output);
        return Bias == Bias.None ? [kernel] : [kernel, Weight(ParameterRole.Bias, Initializer.Zeros, output)];
    }

    public override long Flops(ImmutableArray<Shape> inputs) =>
        2L * OutputShape(inputs).Count * Size * Size * inputs[0].Channels;

    int OutputLength(int length) =>
        Padding == Padding.Valid ? (length - Size) / Stride + 1 : (length + Stride - 1) / Stride;

    int OutputChannels(int inputs) => Initializer == Initializer.Whitening ? 2 * Size * Size * inputs : Filters;
}
