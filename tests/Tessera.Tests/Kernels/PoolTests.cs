using Tessera.Kernels;
using Tessera.Kernels.Reference;

namespace Tessera.Tests.Kernels;

public class PoolTests
{
    const int Batch = 3;

    static readonly PoolShape[] s_shapes =
    [
        new(31, 31, 20, 2, 2), new(3, 3, 37, 3, 3), new(7, 6, 5, 3, 2) { StrideVertical = 2, StrideHorizontal = 1 },
        new PoolShape(7, 9, 16, 3, 3) { StrideVertical = 2, StrideHorizontal = 2 }.Same(), new(1, 1, 1, 1, 1),
        PoolShape.Global(5, 4, 50),
    ];

    public static TheoryData<KernelSet, int> Cases =>
        [.. KernelSets.Supported.SelectMany(set => s_shapes.Select((_, index) => (set, index)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Maximum_and_its_gradient_agree_with_plain_loops(KernelSet kernels, int index)
    {
        var shape = s_shapes[index];
        var x = KernelData.Random(Batch * shape.InputLength, 1);
        var dy = KernelData.Random(Batch * shape.OutputLength, 2);
        var (y, expectedY) = (new float[dy.Length], new float[dy.Length]);
        var (argmax, expectedArgmax) = (new byte[dy.Length], new byte[dy.Length]);
        var (dx, expectedDx) = (new float[x.Length], new float[x.Length]);
        using var session = new KernelSession(kernels, 3);

        MaxPool.Forward(session, shape, Batch, x, y, argmax);
        MaxPool.Backward(session, shape, Batch, dy, argmax, dx);
        ReferencePool.MaxForward<float>(shape, Batch, x, expectedY, expectedArgmax);
        ReferencePool.MaxBackward<float>(shape, Batch, dy, expectedArgmax, expectedDx);

        Assert.Equal(expectedY, y);
        Assert.Equal(expectedArgmax, argmax);
        KernelData.AssertClose(expectedDx, dx, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Average_and_its_gradient_agree_with_plain_loops(KernelSet kernels, int index)
    {
        var shape = s_shapes[index];
        var x = KernelData.Random(Batch * shape.InputLength, 1);
        var dy = KernelData.Random(Batch * shape.OutputLength, 2);
        var (y, expectedY) = (new float[dy.Length], new float[dy.Length]);
        var (dx, expectedDx) = (new float[x.Length], new float[x.Length]);
        using var session = new KernelSession(kernels, 3);

        AveragePool.Forward(session, shape, Batch, x, y);
        AveragePool.Backward(session, shape, Batch, dy, dx);
        ReferencePool.AverageForward<float>(shape, Batch, x, expectedY);
        ReferencePool.AverageBackward<float>(shape, Batch, dy, expectedDx);

        KernelData.AssertClose(expectedY, y, 1e-6);
        KernelData.AssertClose(expectedDx, dx, 1e-6);
    }

    [Fact]
    public void Windows_that_hold_only_padding_are_refused() =>
        Assert.Throws<ArgumentException>(() => new PoolShape(4, 4, 1, 2, 2) { Padding = new(2, 0, 0, 0) }.Validated());

    [Fact]
    public void Argmax_of_a_window_of_more_than_256_pixels_is_refused()
    {
        using var session = new KernelSession(KernelSet.Portable, 1);

        Assert.Throws<ArgumentException>(() =>
            MaxPool.Forward(session, PoolShape.Global(17, 17, 1), 1, new float[289], new float[1], new byte[1]));
    }
}
