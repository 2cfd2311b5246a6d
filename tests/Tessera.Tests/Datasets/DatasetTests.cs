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
        var path = _temporary.At(DatasetManifest.FileName);
        var text = await File.ReadAllTextAsync(path, Cancellation);
        await File.WriteAllTextAsync(
            path, text.Replace(part, replacement, StringComparison.Ordinal), Cancellation);

        var failure = await Assert.ThrowsAsync<TesseraException>(() => Dataset.OpenAsync(Folder, Cancellation));

        Assert.Contains(DatasetManifest.FileName, failure.Message, StringComparison.Ordinal);
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

    static async Task ReadAllAsync(Dataset dataset, string shard)
    {
        await foreach (var _ in dataset.ReadAsync(dataset.Shard(shard), Cancellation))
        {
        }
    }
}
