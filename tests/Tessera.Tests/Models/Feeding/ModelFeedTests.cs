using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Networks;

namespace Tessera.Tests.Models.Feeding;

public sealed class ModelFeedTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_a_model_says_itself_is_taken_as_it_is()
    {
        var model = WriteModel();

        var feed = Resolve(model, new FeedOptions());

        Assert.Equal(ModelMetadataFile.Read(model)!.Mean, feed.Metadata.Mean);
        Assert.Equal(ChannelOrder.Rgb, feed.Channels);
    }

    [Fact]
    public void A_model_that_says_nothing_gets_pixels_from_0_to_1_and_numbers_as_classes()
    {
        var feed = Resolve(WriteForeignModel(), new FeedOptions());

        Assert.Equal(new ModelImage(32, 32, 3), feed.Metadata.Image);
        Assert.Equal([0, 0, 0], feed.Metadata.Mean);
        Assert.Equal([1, 1, 1], feed.Metadata.Std);
        Assert.Equal(["0", "1", "2"], feed.Metadata.Classes.Take(3));
    }

    [Fact]
    public void As_many_classes_as_the_dataset_has_get_its_names()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"name {i}")];

        Assert.Equal(names, Resolve(WriteForeignModel(), new FeedOptions(), names).Metadata.Classes);
        Assert.Equal("0", Resolve(WriteForeignModel(), new FeedOptions(), names[..9]).Metadata.Classes[0]);
    }

    [Fact]
    public void Scale_mean_and_deviation_are_those_of_the_formula()
    {
        var options = new FeedOptions { Scale = 1 / 127.5, Mean = [1], Std = [0.5, 1, 2] };

        var metadata = Resolve(WriteForeignModel(), options).Metadata;

        // (v / 127.5 − 1) / std = (v / 255 − 0.5) / (std / 2)
        Assert.Equal([0.5f, 0.5f, 0.5f], metadata.Mean);
        Assert.Equal([0.25f, 0.5f, 1f], metadata.Std);
    }

    [Fact]
    public void An_option_wins_over_what_the_model_says_and_leaves_the_rest()
    {
        var model = WriteModel();

        var feed = Resolve(model, new FeedOptions { Channels = ChannelOrder.Bgr });

        Assert.Equal(ChannelOrder.Bgr, feed.Channels);
        Assert.Equal(ModelMetadataFile.Read(model)!.Std, feed.Metadata.Std);
    }

    [Theory]
    [InlineData("ant\nbee\n")]
    [InlineData("ant\r\nbee")]
    [InlineData("""["ant", "bee"]""")]
    public void Class_names_stand_one_a_line_or_in_a_JSON_array(string text)
    {
        File.WriteAllText(_folder.At("classes"), text);

        Assert.Equal(["ant", "bee"], ClassFile.Read(_folder.At("classes")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ant\n\nbee")]
    [InlineData("[1, 2]")]
    [InlineData("[\"ant\"")]
    public void Files_without_names_are_refused(string text)
    {
        File.WriteAllText(_folder.At("classes"), text);

        var failure = Assert.Throws<TesseraException>(() => ClassFile.Read(_folder.At("classes")));

        Assert.Equal(FailureKind.User, failure.Kind);
    }

    [Fact]
    public void Too_few_names_or_numbers_are_refused()
    {
        File.WriteAllText(_folder.At("classes"), "ant\nbee");
        var model = WriteForeignModel();

        RequireRefused(model, new FeedOptions { Classes = _folder.At("classes") }, "2 classes", "10");
        RequireRefused(model, new FeedOptions { Mean = [1, 2] }, "--mean", "3 channels");
        RequireRefused(
            model, new FeedOptions { Classes = _folder.At("nowhere") }, "--classes", "nowhere': it does not exist");
    }

    [Theory]
    [InlineData(400_000, 500_000, 3, 10, "sides of 1 to 65536")]
    [InlineData(60_000, 60_000, 1, 10, "268435456 numbers")]
    [InlineData(20_000, 2_000, 3, 10, "takes images of 20000×2000×3, but the signature 'serving_default' takes ")]
    [InlineData(32, 32, 1, 10, "32×32×1")]
    [InlineData(32, 32, 3, 2, "names 2 classes, but the model knows 10")]
    public void A_file_that_does_not_fit_its_graph_is_refused_before_anything_is_made(
        int height, int width, int channels, int classes, string words)
    {
        var model = WriteModel();
        var metadata = new RandomNetwork(NetworkPresets.SmallCnn).Metadata with
        {
            Image = new ModelImage(height, width, channels),
            Classes = [.. Enumerable.Range(0, classes).Select(i => $"{i}")],
            Mean = [.. Enumerable.Repeat(0f, channels)],
            Std = [.. Enumerable.Repeat(1f, channels)],
        };
        File.WriteAllBytes(_folder.At("model/assets.extra/tessera.json"), ModelMetadataFile.Write(metadata));

        RequireRefused(model, new FeedOptions(), _folder.At("model/assets.extra/tessera.json"), words);
    }

    static void RequireRefused(IModelFolder model, FeedOptions options, params string[] words)
    {
        var failure = Assert.Throws<TesseraException>(() => Resolve(model, options));

        Assert.All(words, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
    }

    static ModelFeed Resolve(IModelFolder model, FeedOptions options, params string[] classes) =>
        ModelFeed.Resolve(model, Signature.DefaultName, options, null, classes);

    LocalModelFolder WriteModel()
    {
        LocalModelWriter.Write(_folder.At("model"), new RandomNetwork(NetworkPresets.SmallCnn).Files());
        return new LocalModelFolder(_folder.At("model"));
    }

    LocalModelFolder WriteForeignModel()
    {
        var model = WriteModel();
        File.Delete(_folder.At("model/assets.extra/tessera.json"));
        return model;
    }
}
