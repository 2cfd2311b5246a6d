using System.Runtime.InteropServices;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed.Planning;

namespace Tessera.Tests.Models.Managed;

public sealed class PreparedWeightsTests
{
    static readonly TensorShape s_shape = new(3, 3, 16, 16);

    [Fact]
    public void Images_of_any_size_share_the_weights_of_one_order()
    {
        using var prepared = new PreparedWeights(KernelSet.Portable);
        var weights = Tensor.Of<float>(s_shape, new float[s_shape.ElementCount]);

        var small = prepared.Get(new ConvolutionShape(8, 8, 16, 3, 3, 16), weights, PackingDirection.Forward);
        var large = prepared.Get(new ConvolutionShape(20, 30, 16, 3, 3, 16), weights, PackingDirection.Forward);

        Assert.Same(small.Weights, large.Weights);
    }

    [Fact]
    public void Convolutions_of_other_orders_have_weights_of_their_own()
    {
        using var prepared = new PreparedWeights(KernelSet.Portable);
        var weights = Tensor.Of<float>(s_shape, new float[s_shape.ElementCount]);
        var shape = new ConvolutionShape(8, 8, 16, 3, 3, 16);

        var adjacent = prepared.Get(shape, weights, PackingDirection.Forward);
        var apart = prepared.Get(shape with { StrideVertical = 2 }, weights, PackingDirection.Forward);

        Assert.NotSame(adjacent.Weights, apart.Weights);
    }

    [Fact]
    public void Weights_that_are_loaded_for_the_kernels_are_not_kept()
    {
        using var prepared = new PreparedWeights(KernelSet.Portable);
        var loads = 0;
        var weights = Tensor.Deferred(ElementType.Float32, s_shape, target =>
        {
            loads++;
            MemoryMarshal.Cast<byte, float>(target).Fill(1);
        });

        prepared.Get(new ConvolutionShape(8, 8, 16, 3, 3, 16), weights, PackingDirection.Forward);
        prepared.Get(new ConvolutionShape(9, 9, 16, 3, 3, 16), weights, PackingDirection.Forward);

        Assert.Equal(1, loads);
        Assert.True(weights.IsDeferred);
    }
}
