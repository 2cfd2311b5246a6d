namespace Tessera.Tests;

public sealed class DiskFailureTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_not_there_does_not_exist() =>
        Assert.Equal("it does not exist", ReasonOfReading("nowhere/x"));

    [Fact]
    public void A_folder_is_no_file() => Assert.Equal("it is a folder", ReasonOfReading("."));

    [Fact]
    public void What_the_system_says_comes_without_the_path() =>
        Assert.Equal("Broken pipe", DiskFailure.Reason(new IOException("Broken pipe : '/a'")));

    [Theory]
    [InlineData(28, "the disk is full; free space, then run the same command again")]
    [InlineData(30, "the file system is read-only; choose another folder")]
    public void What_helps_is_said(int code, string words) =>
        Assert.Equal(words, DiskFailure.Reason(new IOException("failed", code)));

    public void Dispose() => _folder.Dispose();

    string ReasonOfReading(string name)
    {
        var path = _folder.At(name);
        var failure = Record.Exception(() => File.ReadAllBytes(path));
        return DiskFailure.Reason(failure!, path);
    }
}
