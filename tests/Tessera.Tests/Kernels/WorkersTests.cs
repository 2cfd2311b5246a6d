using Tessera.Kernels;

namespace Tessera.Tests.Kernels;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_item_runs_once_whatever_the_threads(int threads)
    {
        using var workers = new Workers(threads);
        for (var round = 0; round < 300; round++)
        {
            var counts = new int[round];

            workers.Run(round, (item, _) => Interlocked.Increment(ref counts[item]));

            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void An_exception_reaches_the_caller_and_the_workers_go_on()
    {
        using var workers = new Workers(3);

        Assert.Throws<InvalidDataException>(() => workers.Run(50, (item, _) =>
        {
            if (item == 20)
            {
                throw new InvalidDataException();
            }
        }));
        var total = 0;
        workers.Run(10, (item, _) => Interlocked.Add(ref total, item));

        Assert.Equal(45, total);
    }

    [Fact]
    public void A_call_from_within_an_item_is_refused()
    {
        using var workers = new Workers(2);

        Assert.Throws<InvalidOperationException>(() => workers.Run(4, (_, _) => workers.Run(1, (_, _) => { })));
    }

    [Fact]
    public void Disposed_workers_refuse_work()
    {
        var workers = new Workers(4);
        workers.Dispose();
        workers.Dispose();

        Assert.Throws<ObjectDisposedException>(() => workers.Run(1, (_, _) => { }));
    }
}
