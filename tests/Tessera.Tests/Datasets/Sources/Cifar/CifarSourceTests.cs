using System.Net;
using System.Net.Sockets;
using Tessera.Datasets.Sources;
using Tessera.Datasets.Sources.Cifar;
using Tessera.Imaging;
using Tessera.Imaging.Png;
using Tessera.Tests.Datasets.Sources.Pickle;

namespace Tessera.Tests.Datasets.Sources.Cifar;

public sealed class CifarSourceTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Cache => _folder.At("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Binary_python_and_sheets_give_the_same_files()
    {
        var expected = SmallCifar.Binary();
        Dictionary<string, byte[]>[] versions =
            [SmallCifar.Python(PickleWriter.BatchOfPython2),
                SmallCifar.Python(PickleWriter.BatchOfPython3), SmallCifar.Sheets()];

        foreach (var files in versions)
        {
            var source = _folder.At(Guid.NewGuid().ToString("N"));
            SmallCifar.WriteTo(source, files);
            var batches = await Prepare(source);
            Assert.False(batches.IsOfficial);
            Assert.All(
                batches.AllFiles,
                file => Assert.Equal(expected[Path.GetFileName(file.Path)], File.ReadAllBytes(file.Path)));
        }

        Assert.Single(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task An_unpacked_folder_is_used_where_it_is_given_directly_or_by_its_parent()
    {
        var folder = _folder.At("cifar-10-batches-bin");
        SmallCifar.WriteTo(folder, SmallCifar.Binary());
        string[] names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        File.WriteAllLines(Path.Combine(folder, "batches.meta.txt"), [.. names, "", ""]);

        foreach (var source in new[] { folder, _folder.Path })
        {
            var batches = await Prepare(source);
            Assert.Equal((15, 3), (batches.TrainRecords, batches.TestRecords));
            Assert.Equal(names, batches.Classes);
            Assert.Equal(Path.Combine(folder, "test_batch.bin"), batches.Test[0].Path);
        }

        Assert.False(Directory.Exists(Cache));
    }

    [Fact]
    public async Task A_record_is_read_with_interleaved_pixels()
    {
        SmallCifar.WriteTo(_folder.At("bin"), SmallCifar.Binary());
        var batches = await Prepare(_folder.At("bin"));
        using var reader = new CifarBatchReader(batches.Train);
        var pixels = new byte[CifarFormat.PixelBytes];

        var label = reader.Read(7, pixels); // record 1 of data_batch_3

        var record = SmallCifar.Binary()["data_batch_3.bin"][3073..6146];
        Assert.Equal((9, 15L), (label, reader.Count));
        Assert.Equal([record[1], record[1025], record[2049], record[2]], pixels[..4]);
        Assert.Equal(record[^1], pixels[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Read(15, pixels));
    }

    [Theory]
    [InlineData("data_batch_2.bin")]
    [InlineData("test_batch.bin")]
    public async Task A_wrong_label_names_file_record_and_value(string name)
    {
        var files = SmallCifar.Binary();
        files[name][3073] = 200;
        SmallCifar.WriteTo(_folder.At("bin"), files);

        await Fails(_folder.At("bin"), name, "record 1 has label 200", "0 to 9");
    }

    [Fact]
    public async Task A_wrong_label_in_a_pickle_or_a_label_file_is_found()
    {
        SmallCifar.WriteTo(
            _folder.At("py"),
            SmallCifar.Python((labels, data) => PickleWriter.BatchOfPython2([labels[0], 10, 1], data)));
        await Fails(_folder.At("py"), "data_batch_1", "record 1 has label 10");

        var sheets = SmallCifar.Sheets();
        sheets["test_lables.json"] = "[1,2,200]"u8.ToArray();
        SmallCifar.WriteTo(_folder.At("npm"), sheets);
        await Fails(_folder.At("npm"), "test_lables.json", "record 2 has label 200");
    }

    [Fact]
    public async Task Files_that_are_missing_or_cut_are_named()
    {
        var files = SmallCifar.Binary();
        files["data_batch_4.bin"] = files["data_batch_4.bin"][..^1];
        SmallCifar.WriteTo(_folder.At("bin"), files);
        await Fails(_folder.At("bin"), "data_batch_4.bin", "9218 bytes");

        File.Delete(Path.Combine(_folder.At("bin"), "data_batch_4.bin"));
        await Fails(_folder.At("bin"), "data_batch_4.bin", "missing");
    }

    [Fact]
    public async Task A_pickle_with_a_foreign_global_is_refused()
    {
        var files = SmallCifar.Python(PickleWriter.BatchOfPython2);
        files["data_batch_5"] = "cos\nsystem\n(S'touch x'\ntR."u8.ToArray();
        SmallCifar.WriteTo(_folder.At("py"), files);

        await Fails(_folder.At("py"), "data_batch_5", "'os.system'");
    }

    [Fact]
    public async Task A_sheet_that_is_damaged_or_of_another_size_is_refused()
    {
        var files = SmallCifar.Sheets();
        files["data_batch_1.png"][60] ^= 1;
        SmallCifar.WriteTo(_folder.At("npm"), files);
        await Fails(_folder.At("npm"), "data_batch_1.png", "checksum");

        files["data_batch_1.png"] = PngEncoder.Encode(new(1, 1, PixelFormat.Rgb, new byte[3]));
        SmallCifar.WriteTo(_folder.At("npm"), files);
        await Fails(_folder.At("npm"), "data_batch_1.png", "1 × 1");
    }

    [Fact]
    public async Task What_is_not_there_or_not_CIFAR_is_the_users_failure()
    {
        await Fails(_folder.At("nowhere"), "does not exist");
        await Fails(_folder.Path, "data_batch_1.bin");
    }

    [Fact]
    public async Task A_damaged_cache_is_made_again_or_reported()
    {
        var folder = Path.Combine(Cache, "cifar-10-batches-bin");
        SmallCifar.WriteTo(folder, SmallCifar.Binary());
        var notes = new List<string>();
        var options = new CifarSourceOptions { CacheFolder = Cache, NpmCommand = "/nowhere/npm" };
        using var network = new FakeServer(_ => throw new HttpRequestException("offline"));
        var source = new CifarSource(options) { Network = network };

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => source.PrepareAsync(new Notes(notes), TestContext.Current.CancellationToken));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains(
            "Fetch https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz by hand", failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("--source", failure.Message, StringComparison.Ordinal);
        Assert.Contains(notes, note => note.Contains("damaged", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("offline; trying the npm package", StringComparison.Ordinal));
        Assert.Empty(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task An_address_is_asked_once_and_again_when_what_it_gave_is_gone()
    {
        var address = new Uri("http://server.invalid/cifar.tar.gz");
        SmallCifar.WriteTo(_folder.At("bin"), SmallCifar.Binary());
        var batches = await Prepare(_folder.At("bin"));
        var cache = new CifarCache(Cache, TimeProvider.System);
        var filled = cache.Fill(
            "x", target => SmallCifar.WriteTo(target, SmallCifar.Binary()), _ => { }, null, CancellationToken.None);

        Assert.Null(cache.TryOpen(address, null, CancellationToken.None));
        cache.Remember(address, filled);
        var again = cache.TryOpen(address, null, CancellationToken.None)!;
        Assert.Equal(batches.AllFiles.Select(file => file.Md5), again.AllFiles.Select(file => file.Md5));
        Assert.Null(cache.TryOpen(new Uri("http://server.invalid/other"), null, CancellationToken.None));
        using var network = new FakeServer(_ => throw new HttpRequestException("offline"));
        var options = new CifarSourceOptions { CacheFolder = Cache, Source = address.AbsoluteUri };
        var source = new CifarSource(options) { Network = network };
        Assert.Equal(15, (await source.PrepareAsync(null, TestContext.Current.CancellationToken)).TrainRecords);

        Directory.Delete(Path.GetDirectoryName(again.Test[0].Path)!, recursive: true);
        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => source.PrepareAsync(null, TestContext.Current.CancellationToken));
        Assert.Contains("offline", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_no_connection_is_given_up_after_the_deadline()
    {
        // A full backlog: the kernel answers nobody any more.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var waiting = Enumerable.Range(0, 4)
            .Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        waiting.ForEach(socket => { _ = socket.ConnectAsync(listener.LocalEndPoint!); });
        var options = new CifarSourceOptions
        {
            CacheFolder = Cache,
            Source = $"http://{listener.LocalEndPoint}/cifar.tar.gz",
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
        };

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => new CifarSource(options).PrepareAsync(null, TestContext.Current.CancellationToken));

        waiting.ForEach(socket => socket.Dispose());
        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains("did not answer in time; try again later", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), new CifarSourceOptions { CacheFolder = Cache }.ConnectTimeout);
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_the_environments_failure()
    {
        File.WriteAllText(Cache, "a file where the folder should be");
        SmallCifar.WriteTo(_folder.At("py"), SmallCifar.Python(PickleWriter.BatchOfPython2));

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Prepare(_folder.At("py")));

        Assert.Equal(FailureKind.Environment, failure.Kind);
        Assert.Contains(Cache, failure.Message, StringComparison.Ordinal);
    }

    Task<CifarBatches> Prepare(string source) =>
        new CifarSource(new() { CacheFolder = Cache, Source = source }).PrepareAsync();

    async Task Fails(string source, params string[] expected)
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(() => Prepare(source));
        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.All(expected, part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
        Assert.Empty(Directory.Exists(Cache) ? Directory.GetFileSystemEntries(Cache) : []);
    }

    sealed class Notes(List<string> notes) : IProgress<SourceProgress>
    {
        public void Report(SourceProgress value) => notes.Add(value.Activity);
    }
}
