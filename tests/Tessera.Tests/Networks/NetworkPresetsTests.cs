using Tessera.Networks;

namespace Tessera.Tests.Networks;

public sealed class NetworkPresetsTests
{
    static readonly Shape s_cifar = new(32, 32, 3);

    [Theory]
    [InlineData("small-cnn", 1_250_858)]
    [InlineData("airbench94", 1_971_640)]
    [InlineData("resnet20", 272_474)]
    public void Presets_have_the_published_number_of_parameters(string name, long parameters) =>
        Assert.Equal(parameters, NetworkPresets.Create(name, s_cifar, 10).ParameterCount);

    [Fact]
    public void Airbench94_does_the_published_work()
    {
        var network = NetworkPresets.Create("airbench94", s_cifar, 10);

        Assert.Equal(0.236, network.Flops / 1e9, 0.001);
        Assert.Equal(new Shape(3, 3, 256), network.Nodes.Single(node => node.Layer.Name == "block3/gelu2").Shape);
    }

    [Fact]
    public void The_whitening_kernel_and_statistics_are_not_trained()
    {
        var network = NetworkPresets.Create("airbench94", s_cifar, 10);

        var frozen = network.Parameters.Where(parameter => !parameter.IsTrainable).ToArray();

        Assert.Equal("whiten/kernel", frozen[0].Name);
        Assert.Equal([2, 2, 3, 24], frozen[0].Dimensions);
        Assert.All(frozen.Skip(1), parameter => Assert.True(parameter.IsStatistic));
    }

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Presets_take_other_images_and_classes(string name)
    {
        var network = NetworkPresets.Create(name, new Shape(48, 40, 1), 7);

        Assert.Equal(Shape.Vector(7), network.Nodes[^1].Shape);
    }

    [Fact]
    public void An_unknown_network_is_refused_with_the_allowed_names()
    {
        var error = Assert.Throws<TesseraException>(() => NetworkPresets.Create("vgg", s_cifar, 10));

        Assert.Equal("there is no network 'vgg'; allowed: small-cnn, resnet20, airbench90, airbench94", error.Message);
    }

    [Fact]
    public void Images_that_are_too_small_are_refused_with_the_layer()
    {
        var small = new Shape(16, 16, 3);

        var error = Assert.Throws<TesseraException>(() => NetworkPresets.Create("airbench94", small, 10));

        Assert.Equal(
            "network 'airbench94' cannot take images of 16x16x3: layer 'pool': a window of 3x3 does not fit into " +
            "1x1x256; use larger images", error.Message);
    }

    public static TheoryData<string> AllNames() => [.. NetworkPresets.Names];
}
