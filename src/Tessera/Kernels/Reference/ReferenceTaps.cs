namespace Tessera.Kernels.Reference;

/// <summary>Every multiplication of a convolution, as offsets into its three tensors.</summary>
ref struct ReferenceTaps(ConvolutionShape shape, int batch)
{
    readonly int _inputs = shape.InputChannels / shape.Groups;
    readonly int _outputs = shape.OutputChannels / shape.Groups;
    long _next;

    public (int Input, int Weight, int Output) Current { get; private set; }

    public readonly ReferenceTaps GetEnumerator() => this;

    public bool MoveNext()
    {
        for (var end = batch * shape.Multiplications; _next < end;)
        {
            if (TryDecode(_next++))
            {
                return true;
            }
        }

        return false;
    }

    // counts [image][oy][ox][co][ky][kx][ci], the last fastest; false where the tap lies in the padding
    bool TryDecode(long index)
    {
        var ci = Next(ref index, _inputs);
        var kx = Next(ref index, shape.KernelWidth);
        var ky = Next(ref index, shape.KernelHeight);
        var co = Next(ref index, shape.OutputChannels);
        var ox = Next(ref index, shape.OutputWidth);
        var oy = Next(ref index, shape.OutputHeight);
        var image = (int)index;
        var iy = (oy * shape.StrideVertical) - shape.Padding.Top + (ky * shape.DilationVertical);
        var ix = (ox * shape.StrideHorizontal) - shape.Padding.Left + (kx * shape.DilationHorizontal);
        if ((uint)iy >= (uint)shape.Height || (uint)ix >= (uint)shape.Width)
        {
            return false;
        }

        var channel = (co / _outputs * _inputs) + ci;
        Current = (
            (((((image * shape.Height) + iy) * shape.Width) + ix) * shape.InputChannels) + channel,
            (((((ky * shape.KernelWidth) + kx) * _inputs) + ci) * shape.OutputChannels) + co,
            (((((image * shape.OutputHeight) + oy) * shape.OutputWidth) + ox) * shape.OutputChannels) + co);
        return true;
    }

    static int Next(ref long index, int size)
    {
        (index, var digit) = Math.DivRem(index, size);
        return (int)digit;
    }
}
