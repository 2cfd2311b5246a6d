using System.Diagnostics;
using Tessera.Kernels;
using Tessera.Kernels.Lanes;
using Tessera.Kernels.Matrices;

namespace Tessera.Bench;

/// <summary>
/// GFLOP/s of each convolution of airbench94 and small-cnn, counted as for direct convolution, beside the multiply-add
/// peak of the innermost loop measured in the same run.
/// </summary>
static class KernelBenchmark
{
    const int Repetitions = 5;

    static readonly (string Network, int Batch, ConvolutionShape Shape)[] s_layers =
    [
        ("airbench94", 512, new(32, 32, 3, 2, 2, 24)),
        ("airbench94", 512, new ConvolutionShape(31, 31, 24, 3, 3, 64).Same()),
        ("airbench94", 512, new ConvolutionShape(15, 15, 64, 3, 3, 64).Same()),
        ("airbench94", 512, new ConvolutionShape(15, 15, 64, 3, 3, 256).Same()),
        ("airbench94", 512, new ConvolutionShape(7, 7, 256, 3, 3, 256).Same()),
        ("airbench94", 512, new ConvolutionShape(3, 3, 256, 3, 3, 256).Same()),
        ("small-cnn", 128, new ConvolutionShape(32, 32, 3, 3, 3, 32).Same()),
        ("small-cnn", 128, new(32, 32, 32, 3, 3, 32)),
        ("small-cnn", 128, new ConvolutionShape(15, 15, 32, 3, 3, 64).Same()),
        ("small-cnn", 128, new(15, 15, 64, 3, 3, 64)),
        ("small-cnn", 128, ConvolutionShape.Dense(2304, 512)),
    ];

    public static int ShowUsage()
    {
        Console.Error.WriteLine("usage: kernels [--kernels portable|avx2|avx512|best] [--threads N]");
        return 2;
    }

    public static int Run(string[] options)
    {
        var (kernels, threads) = (KernelSets.Best, Environment.ProcessorCount);
        for (var i = 0; i + 1 < options.Length; i += 2)
        {
            switch (options[i])
            {
                case "--kernels":
                    kernels = KernelSets.Parse(options[i + 1]);
                    break;
                case "--threads":
                    threads = int.Parse(options[i + 1]);
                    break;
                default:
                    return ShowUsage();
            }
        }

        using var session = new KernelSession(kernels, threads);
        Console.WriteLine($"{KernelSets.NameOf(kernels)}, {threads} threads, peak {Peak(session):f0} GFLOP/s");
        Console.WriteLine("network     batch  layer                       forward     data  weights  GFLOP/s");
        foreach (var (network, batch, shape) in s_layers)
        {
            Console.WriteLine($"{network,-10} {batch,6}  {Name(shape),-24} {Measure(session, shape, batch)}");
        }

        Console.WriteLine($"scratch {session.ScratchBytes >> 20} MiB");
        return 0;
    }

    static string Name(ConvolutionShape shape) =>
        $"{shape.InputChannels}→{shape.OutputChannels} {shape.KernelHeight}×{shape.KernelWidth} "
        + $"{shape.OutputHeight}×{shape.OutputWidth}";

    static string Measure(KernelSession session, ConvolutionShape shape, int batch)
    {
        var convolution = new Convolution(shape, session.Kernels);
        using var x = Filled(batch * shape.InputLength);
        using var y = Filled(batch * shape.OutputLength);
        using var weights = Filled(shape.WeightLength);
        using var forward = convolution.PackForward(session, weights.Span);
        using var backward = convolution.PackBackward(session, weights.Span);
        var operations = 2.0 * shape.Multiplications * batch;
        double[] rates =
        [
            Rate(operations, () => convolution.Forward(session, batch, x.Span, forward, [], Activation.None, y.Span)),
            Rate(operations, () => convolution.BackwardData(session, batch, y.Span, backward, x.Span)),
            Rate(operations, () => convolution.BackwardWeights(session, batch, x.Span, y.Span, weights.Span)),
        ];
        return string.Join(' ', rates.Select(rate => $"{rate,8:f0}"));
    }

    static NativeBuffer<float> Filled(int length)
    {
        var buffer = new NativeBuffer<float>(length);
        buffer.Span.Fill(1e-3f);
        return buffer;
    }

    // the best of some repetitions, after as many that let the JIT finish
    static double Rate(double operations, Action action)
    {
        var best = double.PositiveInfinity;
        for (var i = 0; i < 2 * Repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return operations / best / 1e9;
    }

    static double Peak(KernelSession session)
    {
        const int Tiles = 2000;
        const int Steps = 256;
        var operations = 2.0 * Tiles * Steps * LaneSizes.TileRowsOf(session.Kernels)
            * (2 * LaneSizes.WidthOf(session.Kernels)) * session.Workers.Count;
        using var memory = new NativeBuffer<float>(session.Workers.Count * PeakWork.Floats);
        return Enumerable.Range(0, 4 * Repetitions).Max(_ =>
            Rate(operations, () => session.Run(session.Workers.Count, new PeakWork(memory, Tiles, Steps))));
    }

    readonly struct PeakWork(NativeBuffer<float> memory, int tiles, int steps) : ILaneWork
    {
        public const int Floats = 16 * 1024;

        public unsafe void Execute<TLane>(int item, int worker)
            where TLane : unmanaged, ILane<TLane>
        {
            var start = memory.First + (item * Floats);
            var tile = new TileArguments
            {
                A = start,
                RowStride = 1,
                StepStride = TLane.TileRows,
                Steps = steps,
                B = start + 4096,
                BStride = 2 * TLane.Width,
                C = start + 13_000,
                CStride = 2 * TLane.Width,
                Initial = start + 13_000,
            };
            for (var i = 0; i < tiles; i++)
            {
                Kernels.Matrices.Tiles.Multiply<TLane>(tile, tile.BStride);
            }
        }
    }
}
