using System.Text.Json.Serialization.Metadata;
using Tessera.Storage;

namespace Tessera.Tests;

public sealed class JsonFileTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{\"epoch\": 1}")]
    [InlineData("{}")]
    public async Task What_is_not_what_it_should_be_is_a_line_that_names_the_file(string text)
    {
        await File.WriteAllTextAsync(_temporary.At("a.json"), text, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => ReadAsync(TesseraJson.Default.LearningEpochArray));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains("a.json' is damaged: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    Task<T> ReadAsync<T>(JsonTypeInfo<T> type) => JsonFile.ReadAsync(
        StorageSchemes.Open(_temporary.Path), "a.json", type, TestContext.Current.CancellationToken);
}
