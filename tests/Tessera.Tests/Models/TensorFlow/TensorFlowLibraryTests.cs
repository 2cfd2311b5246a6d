using Tessera.Models.TensorFlow;

namespace Tessera.Tests.Models.TensorFlow;

public sealed class TensorFlowLibraryTests
{
    [Fact]
    public void A_missing_library_names_every_place_that_was_tried()
    {
        using var folder = new TemporaryFolder();

        var failure = Assert.Throws<TesseraException>(() => TensorFlowLibrary.Load(folder.Path));

        Assert.Contains("set TENSORFLOW_HOME", failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.At("lib/libtensorflow.so.2"), failure.Message, StringComparison.Ordinal);
        Assert.Contains(folder.At("libtensorflow_cc.so.2"), failure.Message, StringComparison.Ordinal);
    }
}
