using Tessera.Datasets.Sources;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Tests.Datasets.Sources.Pickle;

namespace Tessera.Tests.Datasets.Sources.Cifar;

public sealed class CifarArchiveTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archives_that_do_not_hold_the_published_files_have_the_wrong_MD5()
    {
        Dictionary<string, byte[]>[] versions =
            [SmallCifar.Binary(), SmallCifar.Python(PickleWriter.BatchOfPython2), SmallCifar.Sheets()];
        foreach (var files in versions)
        {
            var failure = await Fails(SmallCifar.Archive(files));
            Assert.Contains("wrong MD5", failure, StringComparison.Ordinal);
            Assert.Contains("expected c32a1d4ab5d03f1284b67883e8d87530", failure, StringComparison.Ordinal);
            Assert.Contains("expected 5dd7e06a14cb22eb9f671a540d1b7c25", failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cut_archive_is_said_to_be_cut()
    {
        var archive = SmallCifar.Archive(SmallCifar.Binary());

        foreach (var length in new[] { 0, 1, 9, 100, archive.Length / 3, archive.Length / 2, archive.Length - 2000 })
        {
            Assert.Contains("cut short", await Fails(archive[..length]), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/etc/")]
    [InlineData("a/../../")]
    [InlineData("..\\")]
    public async Task Entries_that_lead_out_of_the_folder_are_refused(string folder) =>
        Assert.Contains(
            "leads out", await Fails(SmallCifar.Archive(SmallCifar.Binary(), folder)), StringComparison.Ordinal);

    [Fact]
    public async Task Other_entries_are_passed_over_and_a_second_batch_is_refused()
    {
        var files = SmallCifar.Binary();
        files["readme.html"] = [1];
        files["data_batch_1.exe"] = [1];
        files["data_batch_1"] = PickleWriter.BatchOfPython2([1], new byte[3072]);

        Assert.Contains(
            "data_batch_1 more than once", await Fails(SmallCifar.Archive(files)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_label_is_found_before_the_checksum()
    {
        var files = SmallCifar.Binary();
        files["data_batch_2.bin"][0] = 200;

        Assert.StartsWith(
            $"'{_folder.At("cifar.tar.gz")}: data_batch_2.bin': record 0 has label 200; allowed are 0 to 9",
            await Fails(SmallCifar.Archive(files)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        var path = _folder.At("cifar.tar.gz");
        File.WriteAllBytes(path, SmallCifar.Archive(SmallCifar.Binary()));
        using var cancellation = new CancellationTokenSource();
        var source = new CifarSource(new() { CacheFolder = _folder.At("cache"), Source = path });
        var cancelAtUnpacking = new Cancelling(cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.PrepareAsync(cancelAtUnpacking, cancellation.Token));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("cache")));
    }

    [Fact]
    public async Task A_message_names_archive_and_entry()
    {
        var files = SmallCifar.Sheets();
        files["test_batch.png"] = [1];

        var failure = await Fails(SmallCifar.Archive(files));

        Assert.StartsWith(
            $"'{_folder.At("cifar.tar.gz")}: test_batch.png' cannot be read", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutations_raise_nothing_but_user_failures()
    {
        var tar = SmallCifar.Archive(SmallCifar.Python(PickleWriter.BatchOfPython2));
        var path = _folder.At("x.tar.gz");
        var target = _folder.At("target");
        Directory.CreateDirectory(target);

        Mutations.Try<TesseraException>([tar], 150, file =>
        {
            File.WriteAllBytes(path, file);
            var unpacker = new CifarUnpacker(target, "x");
            CifarArchive.Unpack(path, unpacker, progress: null, TestContext.Current.CancellationToken);
            unpacker.Complete();
        });
    }

    async Task<string> Fails(byte[] archive)
    {
        var path = _folder.At("cifar.tar.gz");
        var cache = _folder.At("cache");
        await File.WriteAllBytesAsync(path, archive, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => new CifarSource(new() { CacheFolder = cache, Source = path }).PrepareAsync());

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Empty(Directory.GetFileSystemEntries(cache));
        return failure.Message;
    }

    sealed class Cancelling(CancellationTokenSource cancellation) : IProgress<SourceProgress>
    {
        public void Report(SourceProgress value)
        {
            if (value.Activity.StartsWith("unpack", StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }
        }
    }
}
