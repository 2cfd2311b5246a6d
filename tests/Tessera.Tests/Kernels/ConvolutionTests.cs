using Tessera.Kernels;
using Tessera.Kernels.Reference;

namespace Tessera.Tests.Kernels;

public class ConvolutionTests
{
    static readonly ConvolutionShape[] s_shapes =
    [
        new ConvolutionShape(7, 9, 24, 3, 3, 64).Same(),
        new(6, 6, 16, 3, 3, 17),
        new(3, 3, 37, 3, 3, 50) { Padding = new(2, 1, 0, 2) },
        new ConvolutionShape(1, 1, 16, 3, 3, 16).Same(),
        new ConvolutionShape(13, 5, 40, 3, 3, 33).Same(),
        new(8, 8, 3, 2, 2, 24),
        new ConvolutionShape(8, 8, 3, 3, 3, 32).Same(),
        new ConvolutionShape(9, 7, 5, 5, 3, 7) { StrideVertical = 2, StrideHorizontal = 3 }.Same(),
        new(11, 12, 8, 3, 3, 20) { DilationVertical = 2, DilationHorizontal = 3, Padding = new(1, 2, 3, 0) },
        new ConvolutionShape(6, 6, 12, 3, 3, 18) { Groups = 3 }.Same(),
        new ConvolutionShape(6, 5, 19, 3, 3, 19) { Groups = 19 }.Same(),
        new ConvolutionShape(9, 7, 37, 3, 5, 37) { Groups = 37, StrideVertical = 2, DilationHorizontal = 3 }.Same(),
        new(4, 3, 16, 2, 2, 16) { Groups = 16, Padding = new(3, 0, 1, 4), StrideHorizontal = 2 },
        new ConvolutionShape(6, 5, 5, 3, 3, 10) { Groups = 5, StrideVertical = 2, StrideHorizontal = 2 }.Same(),
        new(5, 5, 33, 1, 1, 47),
        new(5, 5, 9, 1, 1, 3) { StrideVertical = 2, StrideHorizontal = 2 },
        ConvolutionShape.Dense(600, 10),
        ConvolutionShape.Dense(1, 1),
    ];

    public static TheoryData<KernelSet, int> Cases =>
        [.. KernelSets.Supported.SelectMany(set => s_shapes.Select((_, index) => (set, index)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Forward_agrees_with_plain_loops(KernelSet kernels, int index)
    {
        var data = new ConvolutionData(s_shapes[index], 3);
        var expected = new float[data.Dy.Length];
        ReferenceConvolution.Forward<float>(data.Shape, data.Batch, data.X, data.Weights, data.Bias, expected);
        using var session = new KernelSession(kernels, 2);

        KernelData.AssertClose(expected, data.Forward(session, ConvolutionMemory.Fast));
        KernelData.AssertClose(expected, data.Forward(session, ConvolutionMemory.Small));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_of_the_data_agrees_with_plain_loops(KernelSet kernels, int index)
    {
        var data = new ConvolutionData(s_shapes[index], 3);
        var expected = new float[data.X.Length];
        ReferenceConvolution.BackwardData<float>(data.Shape, data.Batch, data.Dy, data.Weights, expected);
        using var session = new KernelSession(kernels, 2);

        KernelData.AssertClose(expected, data.BackwardData(session, ConvolutionMemory.Fast));
        KernelData.AssertClose(expected, data.BackwardData(session, ConvolutionMemory.Small));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_of_the_weights_agrees_with_plain_loops(KernelSet kernels, int index)
    {
        var data = new ConvolutionData(s_shapes[index], 3);
        var expected = new float[data.Weights.Length];
        ReferenceConvolution.BackwardWeights<float>(data.Shape, data.Batch, data.X, data.Dy, expected);
        using var session = new KernelSession(kernels, 2);

        KernelData.AssertClose(expected, data.BackwardWeights(session, ConvolutionMemory.Fast));
        KernelData.AssertClose(expected, data.BackwardWeights(session, ConvolutionMemory.Small));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_do_not_change_a_bit(KernelSet kernels, int index)
    {
        var data = new ConvolutionData(s_shapes[index], 7);
        using var one = new KernelSession(kernels, 1);
        using var five = new KernelSession(kernels, 5);

        foreach (var memory in Enum.GetValues<ConvolutionMemory>())
        {
            Assert.Equal(data.Forward(one, memory), data.Forward(five, memory));
            Assert.Equal(data.BackwardData(one, memory), data.BackwardData(five, memory));
            Assert.Equal(data.BackwardWeights(one, memory), data.BackwardWeights(five, memory));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_image_has_the_same_bits_in_any_batch(KernelSet kernels, int index)
    {
        var shape = s_shapes[index];
        var (many, last) = (new ConvolutionData(shape, 20), 19);
        var alone = new ConvolutionData(
            shape, 1, many.X[(last * shape.InputLength)..], many.Dy[(last * shape.OutputLength)..],
            many.Weights, many.Bias);
        using var session = new KernelSession(kernels, 2);

        foreach (var memory in Enum.GetValues<ConvolutionMemory>())
        {
            Assert.Equal(alone.Forward(session, memory), many.Forward(session, memory)[(last * shape.OutputLength)..]);
            Assert.Equal(
                alone.BackwardData(session, memory), many.BackwardData(session, memory)[(last * shape.InputLength)..]);
        }
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        ConvolutionShape[] shapes =
        [
            new(0, 1, 1, 1, 1, 1), new(2, 2, 1, 3, 3, 1), new(2, 2, 3, 1, 1, 4) { Groups = 2 },
            new(int.MaxValue, int.MaxValue, 3, 1, 1, 4), new(4, 4, 1, 1, 1, 1) { Padding = new(-1, 0, 0, 0) },
            new(4, 4, 1, 3, 3, 1) { DilationVertical = int.MaxValue }, new(4, 4, 1 << 20, 1, 1, 1 << 20),
            new(4, 4, 1, 1, 1, 1) { Padding = new(int.MaxValue, 0, int.MaxValue, 0) },
        ];

        Assert.All(shapes, shape =>
            Assert.ThrowsAny<ArgumentException>(() => new Convolution(shape, KernelSet.Portable)));
    }

    [Fact]
    public void Wrong_lengths_and_foreign_weights_are_refused()
    {
        using var session = new KernelSession(KernelSet.Portable, 1);
        var one = new Convolution(s_shapes[0], session.Kernels);
        var other = new Convolution(s_shapes[1], session.Kernels);
        using var weights = one.PackForward(session, new float[one.Shape.WeightLength]);

        Assert.Throws<ArgumentException>(() => one.PackForward(session, new float[1]));
        Assert.Throws<ArgumentException>(() => one.Forward(session, 1, new float[5], weights, [], Activation.None, []));
        Assert.Throws<ArgumentException>(() => other.Forward(
            session, 1, new float[other.Shape.InputLength], weights, [], Activation.None,
            new float[other.Shape.OutputLength]));
    }
}
