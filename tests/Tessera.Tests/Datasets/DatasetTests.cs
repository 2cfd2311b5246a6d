using System.Text;
using Tessera.Datasets;
using Tessera.Storage;

namespace Tessera.Tests.Datasets;

public sealed class DatasetTests : IDisposable
{
    static readonly ImageShape s_image = new(5, 7, 3);

    readonly TemporaryFolder _temporary = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Folder Folder => StorageSchemes.Open(_temporary.Path);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task What_is_written_is_read_back_row_for_row()
    {
        await CreateAsync();

        var dataset = await Dataset.OpenAsync(Folder, Cancellation);
        var shard = dataset.Split("test").Shards[1];
        var rows = 0;
        await foreach (var (record, pixels) in dataset.ReadAsync(shard, Cancellation))
        {
            Assert.Equal(new ImageRecord($"test-00001-{rows}", rows % 3, ImageStatus.Ok), record);
            Assert.Equal(SmallDataset.Pixels(record.Key, s_image), pixels.ToArray());
            rows++;
        }

        Assert.Equal(4, rows);
    }

    [Fact]
    public async Task A_shard_is_what_numpy_writes_for_such_an_array()
    {
        await CreateAsync();

        var bytes = await File.ReadAllBytesAsync(_temporary.At("train-00000.npy"), Cancellation);

        Assert.Equal(0x93, bytes[0]);
        Assert.Equal("NUMPY", Encoding.ASCII.GetString(bytes, 1, 5));
        var header = Encoding.ASCII.GetString(bytes, 10, 118).TrimEnd();
        Assert.Equal("{'descr': '|u1', 'fortran_order': False, 'shape': (4, 5, 7, 3), }", header);
        Assert.Equal(128 + 4 * s_image.Bytes, bytes.Length);
    }

    [Fact]
    public async Task Channel_statistics_are_those_of_the_train_split()
    {
        var dataset = await CreateAsync();

        var values = Enumerable.Range(0, 2)
            .SelectMany(shard => Enumerable.Range(0, 4)
                .Select(i => SmallDataset.Pixels($"train-0000{shard}-{i}", s_image)))
            .SelectMany(pixels => pixels.Where((_, i) => i % 3 == 1))
            .Select(value => value / 255.0)
            .ToList();
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

        Assert.Equal(mean, dataset.Manifest.ChannelMean[1], 12);
        Assert.Equal(deviation, dataset.Manifest.ChannelStd[1], 12);
    }

    [Theory]
    [InlineData("test-00000.npy", 200)]
    [InlineData("test-00000.npy", 20)]
    [InlineData("test-00000.jsonl", 12)]
    public async Task A_changed_byte_in_a_shard_is_found(string name, int position)
    {
        var dataset = await CreateAsync();
        var bytes = await File.ReadAllBytesAsync(_temporary.At(name), Cancellation);
        bytes[position] ^= 1;
        await File.WriteAllBytesAsync(_temporary.At(name), bytes, Cancellation);

        var failure = await Assert.ThrowsAsync<TesseraException>(() => ReadAllAsync(dataset, "test-00000"));

        Assert.Contains("test-00000", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shard_that_ends_early_is_found()
    {
        var dataset = await CreateAsync();
        using (var file = File.OpenWrite(_temporary.At("test-00000.npy")))
        {
            file.SetLength(file.Length - 1);
        }

        var failure = await Assert.ThrowsAsync<TesseraException>(() => ReadAllAsync(dataset, "test-00000"));

        Assert.Contains("ends early", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"height\": 5", "\"height\": 500")]
    [InlineData("\"height\": 5", "\"height\": -5")]
    [InlineData("test-00000", "../../outside")]
    [InlineData("\"images\": 8", "\"images\": 9")]
    [InlineData("{", "[")]
    public async Task A_manifest_that_cannot_be_true_is_refused(string part, string replacement)
    {
        await CreateAsync();
        await ReplaceAsync(part, replacement);

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Dataset.OpenAsync(Folder, Cancellation));

        Assert.Contains(DatasetManifest.FileName, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"splits\": [", "\"splits\": [null,")]
    [InlineData("\"shards\": [", "\"shards\": [null,")]
    [InlineData("\"classes\": [", "\"classes\": [null,")]
    public async Task A_manifest_with_nothing_where_something_belongs_is_refused(string part, string replacement)
    {
        await CreateAsync();
        await ReplaceAsync(part, replacement);

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Dataset.OpenAsync(Folder, Cancellation));

        Assert.Contains(DatasetManifest.FileName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_has_the_shards_that_were_asked_for_and_reads_them()
    {
        // So many that the manifest is read in several pieces.
        var whole = await SmallDataset.CreateAsync(Folder, s_image, 300, 1, Cancellation);
        var names = new HashSet<string> { "train-00000", "train-00299", "test-00007" };

        var part = await OpenPartAsync(whole, names);

        Assert.Equal(["train-00000", "train-00299", "test-00007"], part.Manifest.Shards.Select(shard => shard.Name));
        Assert.All(names, name => Assert.Equal(whole.Shard(name), part.Shard(name)));
        Assert.Equal(300, part.Manifest.Splits[1].Images);
        await ReadAllAsync(part, "test-00007");
    }

    [Fact]
    public async Task A_part_finds_the_name_wherever_it_stands_in_its_shard()
    {
        var whole = await CreateAsync();
        await ReplaceAsync("\"name\": \"test-00001\",", "");
        await ReplaceAsync(
            $"\"sidecarSha256\": \"{whole.Shard("test-00001").SidecarSha256}\"",
            $"\"more\": {{ \"name\": \"no\" }}, \"sidecarSha256\": \"{whole.Shard("test-00001").SidecarSha256}\", "
            + "\"name\": \"test-00001\"");

        var part = await OpenPartAsync(whole, new HashSet<string> { "test-00001" });

        Assert.Equal(whole.Shard("test-00001"), Assert.Single(part.Manifest.Shards));
    }

    [Theory]
    [InlineData("\"bytes\": ", "\"bytes\": -")]
    [InlineData("\"height\": 5", "\"height\": -5")]
    [InlineData("\"images\": 4", "\"images\": \"four\"")]
    [InlineData("test-00001", "test-00000")]
    [InlineData("\"sidecarSha256\": \"", "\"sidecarSha256\": \"!")]
    [InlineData("\n  ]\n}", "")]
    public async Task A_part_of_a_manifest_that_cannot_be_true_is_refused(string part, string replacement)
    {
        var whole = await CreateAsync();
        await ReplaceAsync(part, replacement);

        var failure = await Assert.ThrowsAsync<TesseraException>(
            () => OpenPartAsync(whole, new HashSet<string> { "test-00000" }));

        Assert.Equal(FailureKind.User, failure.Kind);
        Assert.Contains(DatasetManifest.FileName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_dataset_that_is_gone_or_another_is_refused()
    {
        var whole = await CreateAsync();
        var other = whole with { Manifest = whole.Manifest with { Checksum = "another" } };

        var changed = await Assert.ThrowsAsync<TesseraException>(() => OpenPartAsync(other, new HashSet<string>()));
        File.Delete(_temporary.At(DatasetManifest.FileName));
        var gone = await Assert.ThrowsAsync<TesseraException>(() => OpenPartAsync(whole, new HashSet<string>()));

        Assert.Contains("has changed since", changed.Message, StringComparison.Ordinal);
        Assert.Contains("no dataset in", gone.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_dataset_is_said_to_be_one()
    {
        var failure = await Assert.ThrowsAsync<TesseraException>(() => Dataset.OpenAsync(Folder, Cancellation));

        Assert.Equal(FailureKind.User, failure.Kind);
    }

    [Fact]
    public async Task An_unknown_split_is_answered_with_those_that_there_are()
    {
        var dataset = await CreateAsync();

        var failure = Assert.Throws<TesseraException>(() => dataset.Split("validation"));

        Assert.Contains("train, test", failure.Message, StringComparison.Ordinal);
    }

    Task<Dataset> CreateAsync() => SmallDataset.CreateAsync(Folder, s_image, 2, 4, Cancellation);

    static Task<Dataset> OpenPartAsync(Dataset whole, IReadOnlySet<string> shards) =>
        Dataset.OpenPartAsync(whole.Folder.Url, whole.Manifest.Checksum, shards, Cancellation);

    async Task ReplaceAsync(string part, string replacement)
    {
        var path = _temporary.At(DatasetManifest.FileName);
        var text = await File.ReadAllTextAsync(path, Cancellation);
        Assert.Contains(part, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(part, replacement, StringComparison.Ordinal), Cancellation);
    }

    static async Task ReadAllAsync(Dataset dataset, string shard)
    {
        await foreach (var _ in dataset.ReadAsync(dataset.Shard(shard), Cancellation))
        {
        }
    }
}
