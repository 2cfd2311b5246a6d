using System.Text;
using Tessera.Storage;

namespace Tessera.Tests.Storage;

/// <summary>What every storage must do. One subclass a scheme.</summary>
public abstract class StorageContract
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IStorage Storage { get; }

    [Fact]
    public async Task What_is_written_is_read_back_from_any_offset()
    {
        await CreateAsync("a/b.bin", "0123456789");

        Assert.Equal("0123456789", await ReadAsync("a/b.bin", 0));
        Assert.Equal("789", await ReadAsync("a/b.bin", 7));
        Assert.Equal("", await ReadAsync("a/b.bin", 10));
    }

    [Fact]
    public async Task Creating_an_existing_file_answers_false_and_keeps_it()
    {
        await CreateAsync("x", "first");

        var created = await CreateAsync("x", "second");

        Assert.False(created);
        Assert.Equal("first", await ReadAsync("x", 0));
    }

    [Fact]
    public async Task A_failing_writer_leaves_no_file()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Storage.CreateAsync(
            "x",
            async stream =>
            {
                await stream.WriteAsync(new byte[100_000]);
                throw new InvalidOperationException("stop");
            },
            Cancellation));

        Assert.Null(await Storage.StatAsync("x", Cancellation));
    }

    [Fact]
    public async Task Renaming_moves_a_file_into_a_folder_that_did_not_exist()
    {
        await CreateAsync("x", "content");

        Assert.True(await Storage.RenameAsync("x", "deep/er/y", Cancellation));

        Assert.Null(await Storage.StatAsync("x", Cancellation));
        Assert.Equal("content", await ReadAsync("deep/er/y", 0));
    }

    [Fact]
    public async Task Renaming_onto_an_existing_file_answers_false_and_changes_nothing()
    {
        await CreateAsync("x", "new");
        await CreateAsync("y", "old");

        Assert.False(await Storage.RenameAsync("x", "y", Cancellation));

        Assert.Equal("new", await ReadAsync("x", 0));
        Assert.Equal("old", await ReadAsync("y", 0));
    }

    [Fact]
    public async Task Of_many_who_rename_to_one_name_at_once_exactly_one_succeeds()
    {
        const int Rounds = 50;
        string[] sources = ["a", "b", "c", "d"];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var source in sources)
            {
                await CreateAsync($"{source}{round}", source);
            }

            using var start = new Barrier(sources.Length);
            var renamed = await Task.WhenAll(sources.Select(source => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait(Cancellation);
                    return Storage.RenameAsync($"{source}{round}", $"target{round}", Cancellation);
                },
                Cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));

            Assert.Equal(sources[Array.IndexOf(renamed, true)], await ReadAsync($"target{round}", 0));
            Assert.Single(renamed, succeeded => succeeded);
        }
    }

    [Fact]
    public async Task Renaming_a_missing_file_fails()
    {
        await Assert.ThrowsAsync<TesseraException>(() => Storage.RenameAsync("missing", "y", Cancellation));
    }

    [Fact]
    public async Task A_listing_passes_over_what_vanishes_meanwhile()
    {
        const int Files = 300;
        var writing = Task.Run(
            async () =>
            {
                for (var i = 0; i < Files; i++)
                {
                    await CreateAsync($"folder/_unfinished{i}", "x");
                    await Storage.RenameAsync($"folder/_unfinished{i}", $"folder/done{i}", Cancellation);
                }
            },
            Cancellation);

        while (!writing.IsCompleted)
        {
            await foreach (var entry in Storage.ListAsync("folder", Cancellation))
            {
                Assert.True(entry.Length == 1 || entry.Name.StartsWith('_'), $"{entry.Name} is not whole");
            }
        }

        await writing;
        Assert.Equal(Files, await Storage.ListAsync("folder", Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_listing_names_the_direct_children_with_kind_and_length()
    {
        await CreateAsync("folder/file", "12345");
        await CreateAsync("folder/sub/other", "1");

        var entries = await Storage.ListAsync("folder", Cancellation)
            .OrderBy(entry => entry.Name)
            .ToListAsync(Cancellation);

        Assert.Equal(["file", "sub"], entries.Select(entry => entry.Name));
        Assert.Equal([StorageEntryKind.File, StorageEntryKind.Folder], entries.Select(entry => entry.Kind));
        Assert.Equal(5, entries[0].Length);
    }

    [Fact]
    public async Task A_missing_folder_lists_nothing_and_a_missing_path_has_no_status()
    {
        Assert.Empty(await Storage.ListAsync("missing", Cancellation).ToListAsync(Cancellation));
        Assert.Null(await Storage.StatAsync("missing/file", Cancellation));
    }

    [Fact]
    public async Task Deleting_takes_files_and_whole_folders_and_accepts_missing_ones()
    {
        await CreateAsync("folder/file", "1");
        await CreateAsync("single", "1");

        await Storage.DeleteAsync("folder", Cancellation);
        await Storage.DeleteAsync("single", Cancellation);
        await Storage.DeleteAsync("missing", Cancellation);

        Assert.Empty(await Storage.ListAsync("", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Reading_a_missing_file_is_one_clear_line()
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => Storage.OpenReadAsync("no/such", 0, Cancellation));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("does not exist", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/absolute")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("line\nbreak")]
    public async Task Paths_that_could_leave_the_root_are_refused(string path)
    {
        await Assert.ThrowsAsync<TesseraException>(() => Storage.StatAsync(path, Cancellation));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("100%25")]
    [InlineData("ünï-кот-猫")]
    public async Task Unusual_names_are_kept(string name)
    {
        await CreateAsync($"names/{name}", "1");

        var entry = Assert.Single(await Storage.ListAsync("names", Cancellation).ToListAsync(Cancellation));
        Assert.Equal(name, entry.Name);
        Assert.Equal("1", await ReadAsync($"names/{name}", 0));
    }

    Task<bool> CreateAsync(string path, string text) => Storage.CreateAsync(
        path, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancellation).AsTask(), Cancellation);

    async Task<string> ReadAsync(string path, long offset)
    {
        await using var stream = await Storage.OpenReadAsync(path, offset, Cancellation);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
