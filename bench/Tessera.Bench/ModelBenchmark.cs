using System.Diagnostics;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;

namespace Tessera.Bench;

/// <summary>
/// Images/s of a model of images in both runtimes, in one run: one session of all threads, and one session a thread
/// side by side. Of several turns the best counts; the runtimes take turns, so that both see the same machine.
/// </summary>
static class ModelBenchmark
{
    const int Turns = 3;
    const double SecondsPerTurn = 1;

    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        var folder = new LocalModelFolder(options.Text("model", "."));
        var batch = options.Integer("batch", 64);
        var threads = options.Integer("threads", Environment.ProcessorCount);
        var kernels = KernelSets.Parse(options.Text("kernels", "best"));
        using var managed = ManagedModel.Load(folder, kernels);
        using var tensorFlow = TensorFlowModel.Load(folder);
        var models = new (string Name, IModel Model)[]
        {
            ($"managed {KernelSets.NameOf(kernels)}", managed),
            ($"TensorFlow {TensorFlowModel.Version}", tensorFlow),
        };

        Console.WriteLine($"{folder.Location}, batch {batch}, {threads} threads: images/s");
        Report("one session", models, model => Rate(model, batch, sessions: 1, threads));
        Report($"{threads} sessions", models, model => Rate(model, batch, threads, threads: 1));
        Console.WriteLine($"peak memory of both together {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        return 0;
    }

    static void Report(string how, (string Name, IModel Model)[] models, Func<IModel, double> measure)
    {
        var best = new double[models.Length];
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var i = 0; i < models.Length; i++)
            {
                best[i] = Math.Max(best[i], measure(models[i].Model));
            }
        }

        for (var i = 0; i < models.Length; i++)
        {
            Console.WriteLine($"  {how,-12} {models[i].Name,-20} {best[i],8:f0}");
        }
    }

    static double Rate(IModel model, int batch, int sessions, int threads)
    {
        var counts = new int[sessions];
        using var ready = new Barrier(sessions);
        var seconds = new double[sessions];
        var workers = Enumerable.Range(0, sessions).Select(i => new Thread(() => Work(i))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return counts.Sum() / seconds.Max();

        void Work(int index)
        {
            using var session = model.OpenSession(new SessionOptions { Threads = threads });
            var (input, output) = Buffers(session, batch);
            session.Run(input, batch, output);
            ready.SignalAndWait();
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed.TotalSeconds < SecondsPerTurn)
            {
                session.Run(input, batch, output);
                counts[index] += batch;
            }

            seconds[index] = clock.Elapsed.TotalSeconds;
        }
    }

    static (float[] Input, float[] Output) Buffers(IModelSession session, int batch)
    {
        var image = session.Signature.Inputs[0].Dimensions!.Value;
        var classes = session.Signature.Outputs[0].Dimensions!.Value;
        var input = new float[batch * image.Skip(1).Aggregate(1, (product, extent) => product * extent)];
        var random = new Random(1);
        foreach (ref var value in input.AsSpan())
        {
            value = random.NextSingle() - 0.5f;
        }

        return (input, new float[batch * classes[^1]]);
    }
}
