using System.Text;
using System.Text.Json;
using Tessera.Storage.Hdfs;

namespace Tessera.Tests.Storage.Hdfs;

public sealed class ListingPageTests
{
    [Fact]
    public async Task Entries_come_one_by_one_with_what_is_left()
    {
        using var page = await ReadAsync(Page(7, [Entry("a{\\\"}], [é"), Entry("b")]));

        Assert.Equal(7, page.Remaining);
        Assert.Equal("a{\"}], [é", page.Next()?.PathSuffix);
        Assert.Equal(new FileStatus("b", "FILE", 3, 5), page.Next());
        Assert.Null(page.Next());
        Assert.Null(page.Next());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(2000)]
    public async Task A_page_has_any_number_of_entries(int count)
    {
        using var page = await ReadAsync(Page(0, Enumerable.Range(0, count).Select(i => Entry($"train-{i:D5}.json"))));

        var names = new List<string>();
        while (page.Next() is { } status)
        {
            names.Add(status.PathSuffix);
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => $"train-{i:D5}.json"), names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":[]}}}}""")]
    [InlineData("""{"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":{}}},"remainingEntries":0}}""")]
    [InlineData("""{"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":[]}},"remainingEntries":""}}""")]
    [InlineData("""{"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":[{]}},"remainingEntries":0}}""")]
    [InlineData("""{"DirectoryListing":{"remainingEntries":0,"partialListing":{"FileStatuses":{"FileStatus":[""")]
    public async Task What_is_no_listing_is_refused(string json) =>
        await Assert.ThrowsAnyAsync<JsonException>(async () => await ReadAsync(json));

    [Fact]
    public async Task An_entry_that_is_none_is_refused()
    {
        using var page = await ReadAsync(Page(0, ["""{"pathSuffix":1}"""]));

        Assert.ThrowsAny<JsonException>(page.Next);
    }

    static string Page(int remaining, IEnumerable<string> entries) =>
        $$$"""
        {"DirectoryListing":{"partialListing":{"FileStatuses":{"FileStatus":[
        {{{string.Join(",\n", entries)}}}
        ]}},"remainingEntries":{{{remaining}}}}}
        """;

    static string Entry(string name) =>
        $$"""{"length":3,"modificationTime":5,"owner":{"x":[1]},"pathSuffix":"{{name}}","type":"FILE"}""";

    static async Task<ListingPage> ReadAsync(string json) =>
        await ListingPage.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(json)), TestContext.Current.CancellationToken);
}
