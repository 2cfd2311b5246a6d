using Tessera.Kernels.Lanes;

namespace Tessera.Kernels.Rows;

/// <summary>
/// Sums over rows. The rows are cut into parts by their number and the channels alone; each part is summed in short
/// blocks (which keeps rounding errors small), and the parts in order, in double precision.
/// </summary>
static unsafe class RowSums
{
    const int MostParts = 64;
    const int BlockRows = 64;
    const int FewestFloats = 16 * 1024;

    /// <summary>first and second (may be empty) [channels] = sums of the two terms.</summary>
    public static void Run<TSum>(
        KernelSession session, int rows, int channels, TSum sum, Span<float> first, Span<float> second)
        where TSum : struct, IRowSum
    {
        var parts = (int)Math.Clamp((long)rows * channels / FewestFloats, 1, MostParts);
        var stride = LaneSizes.RoundUp(channels, Lane16.Width);
        var partials = session.Scratch(2L * parts * stride);
        session.Run(parts, new Work<TSum>(rows, channels, parts, stride, partials, sum));
        Combine(partials, 2 * stride, parts, first);
        Combine(partials + stride, 2 * stride, parts, second);
    }

    static void Combine(float* partials, nint stride, int parts, Span<float> sums)
    {
        for (var channel = 0; channel < sums.Length; channel++)
        {
            var sum = 0.0;
            for (var part = 0; part < parts; part++)
            {
                sum += partials[(part * stride) + channel];
            }

            sums[channel] = (float)sum;
        }
    }

    readonly struct Work<TSum>(int rows, int channels, int parts, int stride, float* partials, TSum sum) : ILaneWork
        where TSum : struct, IRowSum
    {
        public void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var (start, end) = ((long)rows * item / parts, (long)rows * (item + 1) / parts);
            var first = partials + (2L * item * stride);
            new Span<float>(first, 2 * stride).Clear();
            for (var row = start; row < end; row += BlockRows)
            {
                for (nint channel = 0; channel < channels; channel += TLane.Width)
                {
                    AddBlock<TLane>(row, Math.Min(end, row + BlockRows), channel, first + channel);
                }
            }
        }

        void AddBlock<TLane>(long row, long end, nint channel, float* first)
            where TLane : unmanaged, ILane<TLane>
        {
            var (left, right) = (TLane.Create(0), TLane.Create(0));
            for (; row < end; row++)
            {
                var (a, b) = sum.Terms<TLane>((nint)(row * channels) + channel, channel, channels - channel);
                left += a;
                right += b;
            }

            (TLane.Load(first) + left).Store(first);
            (TLane.Load(first + stride) + right).Store(first + stride);
        }
    }
}
