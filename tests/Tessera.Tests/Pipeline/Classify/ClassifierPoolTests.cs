using Tessera.Datasets;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Pipeline;
using Tessera.Pipeline.Classify;

namespace Tessera.Tests.Pipeline.Classify;

public sealed class ClassifierPoolTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_more_batches_compute_at_once_than_there_are_threads(int threads)
    {
        using var model = new CountingModel();
        using var pool = Pool(model, threads);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => pool.ClassifyAsync(Batch(i), Cancellation), Cancellation)));

        Assert.InRange(model.MostAtOnce, 1, threads);
        Assert.InRange(model.Sessions, 1, threads);
    }

    [Fact]
    public async Task Every_batch_gets_its_own_answers()
    {
        using var model = new CountingModel();
        using var pool = Pool(model, threads: 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => pool.ClassifyAsync(Batch(i, 255 - i), Cancellation), Cancellation)));

        Assert.All(answers.Index(), answer => Assert.Equal(
            [answer.Index / 255f, 1 - (answer.Index / 255f), (255 - answer.Index) / 255f, answer.Index / 255f],
            answer.Item,
            (expected, actual) => MathF.Abs(expected - actual) < 1e-6f));
    }

    [Fact]
    public async Task Who_waits_for_a_turn_can_be_cancelled()
    {
        using var model = new CountingModel();
        using var pool = Pool(model, threads: 1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.ClassifyAsync(Batch(0), cancelled.Token));

        Assert.Equal(2, (await pool.ClassifyAsync(Batch(0), Cancellation)).Length);
    }

    static ClassifierPool Pool(CountingModel model, int threads) => new(
        () => new Classifier(
            model, Signature.DefaultName, ModelFeed.Of(model.Metadata), TestTimeAugmentation.None),
        threads);

    static ImageBatch Batch(params int[] pixels) => new(
        [.. pixels.Select(pixel => new ImageRecord($"image-{pixel}", null, ImageStatus.Ok))],
        pixels.Select(pixel => (byte)pixel).ToArray());
}
