using Tessera.Storage;

namespace Tessera.Tests.Storage;

public sealed class TemporaryNameTests
{
    [Theory]
    [InlineData("lock")]
    [InlineData("stats/classify/train-00000.json")]
    [InlineData("a/_b.c")]
    public void A_temporary_file_tells_what_it_will_be(string target)
    {
        var temporary = TemporaryName.For(target);

        Assert.NotEqual(target, temporary);
        Assert.True(TemporaryName.IsUnique(StoragePath.Name(temporary)));
        Assert.Equal(target, TemporaryName.TargetOf(temporary));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/_heartbeat-a")]
    [InlineData("_x.00000000")]
    public void Another_is_its_own_target(string path) => Assert.Equal(path, TemporaryName.TargetOf(path));
}
