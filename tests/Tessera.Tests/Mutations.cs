namespace Tessera.Tests;

/// <summary>Fuzzing with a fixed seed: valid files with a few bytes changed, cut, doubled or inserted.</summary>
static class Mutations
{
    /// <summary>Nothing but the documented exception may escape.</summary>
    public static void Try<TException>(byte[][] samples, int count, Action<byte[]> read)
        where TException : Exception
    {
        var random = new Random(20_26);
        for (var i = 0; i < count; i++)
        {
            var file = Mutate(samples[i % samples.Length], random);
            var failure = Record.Exception(() => read(file));
            Assert.True(failure is null or TException, $"mutation {i}: {failure}");
        }
    }

    /// <summary>The sample with one to four changes; it must not be empty.</summary>
    public static byte[] Mutate(byte[] sample, Random random)
    {
        var file = sample.ToList();
        for (var change = random.Next(1, 5); change > 0 && file.Count > 0; change--)
        {
            var position = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0:
                    file[position] = (byte)random.Next(256);
                    break;
                case 1:
                    file[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    file.RemoveRange(position, random.Next(Math.Min(9, file.Count - position)));
                    break;
                case 3:
                    var length = random.Next(Math.Min(9, file.Count - position));
                    file.InsertRange(position, file.GetRange(position, length));
                    break;
                default:
                    file[position] = random.Next(2) == 0 ? (byte)255 : (byte)0;
                    break;
            }
        }

        return [.. file];
    }
}
