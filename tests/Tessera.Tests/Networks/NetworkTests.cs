using Tessera.Networks;

namespace Tessera.Tests.Networks;

public sealed class NetworkTests
{
    static readonly Shape s_image = new(8, 8, 3);

    [Theory]
    [InlineData(32, 3, 1, 32)]
    [InlineData(32, 3, 2, 16)]
    [InlineData(15, 3, 2, 8)]
    [InlineData(32, 1, 2, 16)]
    public void Same_padding_keeps_every_stride_th_pixel(int length, int size, int stride, int output)
    {
        var layer = new Convolution("c", Network.Images) { Size = size, Stride = stride };

        Assert.Equal(output, layer.OutputShape([new Shape(length, length, 3)]).Height);
    }

    [Fact]
    public void A_sum_needs_equal_shapes()
    {
        var error = Refusal(new Convolution("c", Network.Images) { Filters = 4 }, new Add("sum", "c", Network.Images));

        Assert.Contains("layer 'sum': 'c' is 8x8x4 but 'images' is 8x8x3", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dense_layer_needs_a_vector() => Assert.Contains(
        "put a Flatten layer before it",
        Refusal(new Dense("d", Network.Images) { Units = 2 }),
        StringComparison.Ordinal);

    [Fact]
    public void Inputs_must_come_before() => Assert.Contains(
        "takes 'later', which is not among the layers before it", Refusal(new Flatten("f", "later")),
        StringComparison.Ordinal);

    [Fact]
    public void Names_must_differ() => Assert.Contains(
        "two layers named 'f'",
        Refusal(new Flatten("f", Network.Images), new Flatten("f", "f")),
        StringComparison.Ordinal);

    [Fact]
    public void The_last_layer_must_give_the_logits() => Assert.Contains(
        "ends in 1x1x192, but 2 classes need 1x1x2",
        Refusal(new Flatten("f", Network.Images)),
        StringComparison.Ordinal);

    [Fact]
    public void Shapes_beyond_memory_are_refused() => Assert.Contains(
        "use smaller images",
        Assert.Throws<TesseraException>(() => new Network(
            "n", new Shape(60_000, 60_000, 3), 2, [new Flatten("f", Network.Images)])).Message,
        StringComparison.Ordinal);

    static string Refusal(params Layer[] layers) =>
        Assert.Throws<TesseraException>(() => new Network("n", s_image, 2, layers)).Message;
}
