using Tessera.Training;

namespace Tessera.Tests.Training;

public sealed class CheckpointFileTests
{
    static readonly Checkpoint s_checkpoint = new()
    {
        Identity = "abc",
        Step = 7,
        Weights = [1, 2, 3],
        Velocities = [4, 5, 6],
        Average = [],
        EpochLoss = 1.5,
        EpochCorrect = 9,
        History = [new EpochResult(1, 5, 0.5, 0.25, null), new EpochResult(2, 6, 0.4, 0.5, new Evaluation(1, 0.75))],
    };

    [Fact]
    public void What_is_written_is_read()
    {
        var checkpoint = Read(Written())!;

        Assert.Equal((s_checkpoint.Identity, s_checkpoint.Step), (checkpoint.Identity, checkpoint.Step));
        Assert.Equal(s_checkpoint.Weights, checkpoint.Weights);
        Assert.Equal(s_checkpoint.Velocities, checkpoint.Velocities);
        Assert.Empty(checkpoint.Average);
        Assert.Equal((1.5, 9), (checkpoint.EpochLoss, checkpoint.EpochCorrect));
        Assert.Equal(s_checkpoint.History, checkpoint.History);
    }

    [Fact]
    public void A_file_that_was_cut_short_is_no_checkpoint()
    {
        var bytes = Written();

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Null(Read(bytes[..length])));
    }

    [Fact]
    public void A_file_with_a_flipped_bit_is_no_checkpoint()
    {
        var bytes = Written();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x40;
            Assert.Null(Read(bytes));
            bytes[i] ^= 0x40;
        }
    }

    static byte[] Written()
    {
        using var stream = new MemoryStream();
        CheckpointFile.Write(s_checkpoint, stream);
        return stream.ToArray();
    }

    static Checkpoint? Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return CheckpointFile.Read(stream);
    }
}
