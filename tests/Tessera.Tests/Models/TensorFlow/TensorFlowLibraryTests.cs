using Tessera.Models.TensorFlow;

namespace Tessera.Tests.Models.TensorFlow;

public sealed class TensorFlowLibraryTests
{
    [Fact]
    public void A_missing_library_names_every_place_that_was_tried()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<TesseraException>(() => TensorFlowLibrary.Load(folder.Path));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("set TENSORFLOW_HOME", failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.At("lib/libtensorflow.so.2"), failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.At("libtensorflow_cc.so.2"), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_says_why()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("libtensorflow.so.2"), "no library");

        var failure = Assert.Throws<TesseraException>(() => TensorFlowLibrary.Load(folder.Path));

        Assert.Matches(@"libtensorflow\.so\.2 \(.*(invalid ELF header|file too short).*\)", failure.Message);
    }
}
