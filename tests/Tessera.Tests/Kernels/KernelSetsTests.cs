using Tessera.Kernels;

namespace Tessera.Tests.Kernels;

public class KernelSetsTests
{
    [Fact]
    public void Names_are_parsed_back()
    {
        Assert.All(KernelSets.Supported, set => Assert.Equal(set, KernelSets.Parse(KernelSets.NameOf(set))));
        Assert.Equal(KernelSets.Best, KernelSets.Parse("best"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sse")]
    [InlineData("AVX2")]
    public void Unknown_names_are_the_users_mistake(string name)
    {
        var exception = Assert.Throws<TesseraException>(() => KernelSets.Parse(name));

        Assert.Equal(FailureKind.User, exception.Kind);
    }
}
