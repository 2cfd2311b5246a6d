using System.Text;
using Tessera.Models;

namespace Tessera.Tests.Models;

public sealed class ModelMetadataTests
{
    const string Path = "assets.extra/tessera.json";

    static readonly ModelMetadata s_metadata = new()
    {
        Network = "resnet20",
        Classes = ["cat", "dog"],
        Image = new ModelImage(32, 32, 3),
        Mean = [0.5f, 0.5f, 0.5f],
        Std = [0.25f, 0.25f, 0.25f],
    };

    [Fact]
    public void A_dataset_of_the_same_images_is_accepted() =>
        s_metadata.RequireImage(new ModelImage(32, 32, 3), "cifar10");

    [Fact]
    public void A_dataset_of_other_images_is_refused()
    {
        var image = new ModelImage(28, 28, 1);

        var failure = Assert.Throws<TesseraException>(() => s_metadata.RequireImage(image, "mnist"));

        Assert.Equal(
            "the model 'resnet20' takes images of 32×32×3, but those of 'mnist' are 28×28×1: "
            + "bring them to that size (--size 32x32), or choose another model",
            failure.Message);
    }

    [Fact]
    public void The_file_is_the_documented_JSON()
    {
        var folder = new MemoryModelFolder();
        folder.Files[Path] = ModelMetadataFile.Write(s_metadata);

        var read = ModelMetadataFile.Read(folder)!;

        Assert.Equal(s_metadata.Classes, read.Classes);
        Assert.Equal(s_metadata.Std, read.Std);
        var text = Encoding.UTF8.GetString(folder.Files[Path]);
        Assert.StartsWith("{\n  \"format\": 1,\n  \"network\": \"resnet20\",\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\n}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"1\"}")]
    [InlineData("null")]
    [InlineData("""{"network":"","classes":[null],"image":{"height":1,"width":1,"channels":1},"mean":[0],"std":[1]}""")]
    [InlineData("""{"network":null,"classes":["a"],"image":null,"mean":[],"std":[]}""")]
    [InlineData("""{"network":"n","classes":["a"],"image":{"height":1,"width":1,"channels":1},"mean":[0],"std":[0]}""")]
    public void A_damaged_file_is_refused(string json)
    {
        var folder = new MemoryModelFolder();
        folder.Files[Path] = Encoding.UTF8.GetBytes(json);

        var failure = Assert.Throws<TesseraException>(() => ModelMetadataFile.Read(folder));

        Assert.StartsWith("'memory/assets.extra/tessera.json' is damaged: ", failure.Message, StringComparison.Ordinal);
    }
}
