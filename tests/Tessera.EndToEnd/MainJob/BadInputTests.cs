using System.Formats.Tar;
using System.IO.Compression;

namespace Tessera.EndToEnd.MainJob;

/// <summary>Every bad input is one clear line, the right exit code, and nothing half-written.</summary>
public sealed class BadInputTests : IDisposable
{
    const int UserError = 2;
    const int EnvironmentError = 3;
    const int RecordBytes = 3073;

    readonly string _folder = Directory.CreateTempSubdirectory("tessera-bad-").FullName;

    string Store => Path.Combine(_folder, "store");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_truncated_archive()
    {
        var archive = await ArchiveAsync();
        using (var file = File.OpenWrite(archive))
        {
            file.SetLength(file.Length / 2);
        }

        (await IngestAsync(archive)).RequireError(UserError, "cifar-10-binary.tar.gz");
        RequireNoDataset();
    }

    [Fact]
    public async Task An_archive_with_the_wrong_checksum()
    {
        (await IngestAsync(await ArchiveAsync()))
            .RequireError(UserError, "wrong MD5", "c32a1d4ab5d03f1284b67883e8d87530");
        RequireNoDataset();
    }

    [Fact]
    public async Task A_record_with_label_200()
    {
        var folder = BatchFolder();
        using (var file = File.OpenWrite(Path.Combine(folder, "data_batch_3.bin")))
        {
            file.Position = 2 * RecordBytes;
            file.WriteByte(200);
        }

        (await IngestAsync(folder)).RequireError(UserError, "data_batch_3.bin", "200", "record");
        RequireNoDataset();
    }

    [Fact]
    public async Task A_pickle_that_would_run_a_command()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "cifar-10-batches-py")).FullName;
        var victim = Path.Combine(_folder, "victim");
        foreach (var name in BatchNames)
        {
            File.WriteAllText(Path.Combine(folder, name), $"cos\nsystem\n(S'touch {victim}'\ntR.");
        }

        (await IngestAsync(folder)).RequireError(UserError, "system");
        Assert.False(File.Exists(victim));
        RequireNoDataset();
    }

    [Fact]
    public async Task A_source_that_does_not_exist()
    {
        (await IngestAsync(Path.Combine(_folder, "nowhere"))).RequireError(UserError, "nowhere", "does not exist");
    }

    [Fact]
    public async Task A_full_disk_ends_in_one_line_and_the_same_command_goes_on_when_there_is_room()
    {
        using var disk = await SmallDisk.MountAsync("size=8m");
        var source = BatchFolder(images: 1000);
        string[] command = ["ingest", "--store", disk.Path, "--source", source, "--shard-images", "500"];

        (await TesseraProcess.RunAsync(command)).RequireError(EnvironmentError, "space");
        await disk.RemountAsync("size=80m");

        (await TesseraProcess.RunAsync(command)).RequireSuccess();
    }

    [Fact]
    public async Task A_read_only_store()
    {
        using var disk = await SmallDisk.MountAsync("size=8m,ro");

        (await TesseraProcess.RunAsync("ingest", "--store", disk.Path, "--source", BatchFolder()))
            .RequireError(EnvironmentError, disk.Path);
    }

    [Fact]
    public async Task An_unknown_network()
    {
        (await TesseraProcess.RunAsync("train", "--store", Store, "--network", "resnet21"))
            .RequireError(UserError, "resnet21", "resnet20", "small-cnn");
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public async Task A_model_for_another_image_size()
    {
        string[] source = ["--store", Store, "--source", BatchFolder(images: 40)];
        string[] training = ["--network", "small-cnn", "--epochs", "1", "--batch-size", "20"];
        (await TesseraProcess.RunAsync(["train", .. source, .. training])).RequireSuccess();
        var model = Assert.Single(Directory.GetDirectories(Path.Combine(Store, "models")));

        (await TesseraProcess.RunAsync(["classify", .. source, "--size", "24", "--model", model]))
            .RequireError(UserError, "32", "24");
        Assert.False(Directory.Exists(Path.Combine(Store, "runs")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/no/such/spark")]
    public async Task A_missing_Spark_is_told_before_the_source_is_read(string home)
    {
        var environment = new Dictionary<string, string> { ["SPARK_HOME"] = home };

        (await TesseraProcess.RunWithAsync(environment, "run", "--store", Store, "--engine", "spark"))
            .RequireError(EnvironmentError, "SPARK_HOME");

        Assert.False(Directory.Exists(Store));
    }

    static IEnumerable<string> BatchNames => [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}"), "test_batch"];

    /// <summary>Six binary batch files of so many records each: grey noise with labels in turn.</summary>
    string BatchFolder(int images = 10)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "cifar-10-batches-bin")).FullName;
        var random = new Random(1);
        foreach (var name in BatchNames)
        {
            var bytes = new byte[images * RecordBytes];
            random.NextBytes(bytes);
            for (var i = 0; i < images; i++)
            {
                bytes[i * RecordBytes] = (byte)(i % 10);
            }

            File.WriteAllBytes(Path.Combine(folder, $"{name}.bin"), bytes);
        }

        return folder;
    }

    async Task<string> ArchiveAsync()
    {
        var path = Path.Combine(_folder, "cifar-10-binary.tar.gz");
        await using var file = File.Create(path);
        await using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        await TarFile.CreateFromDirectoryAsync(
            BatchFolder(), gzip, includeBaseDirectory: true, TestContext.Current.CancellationToken);
        return path;
    }

    Task<TesseraOutcome> IngestAsync(string source) => TesseraProcess.RunAsync(
        "ingest", "--store", Store, "--source", source, "--cache", Path.Combine(_folder, "cache"));

    void RequireNoDataset()
    {
        var written = Directory.Exists(_folder)
            ? Directory.EnumerateFiles(_folder, "*.npy", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(_folder, "dataset.json", SearchOption.AllDirectories))
            : [];
        Assert.Empty(written);
    }
}
