using Tessera.Pipeline;

namespace Tessera.Tests;

public sealed class LibraryTests
{
    [Fact]
    public void The_library_needs_the_BCL_and_Google_Protobuf_alone()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        var others = typeof(JobOptions).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !File.Exists(Path.Combine(runtime, $"{name}.dll")));

        Assert.Equal(["Google.Protobuf"], others);
    }
}
