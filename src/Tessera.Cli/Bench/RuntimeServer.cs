using System.Diagnostics;
using System.Globalization;
using Tessera.Models;

namespace Tessera.Cli.Bench;

/// <summary>The far end of a <see cref="Contender"/> for our two runtimes.</summary>
static class RuntimeServer
{
    public static void Run(IModel model, TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } line)
        {
            output.WriteLine(Answer(model, line.Split(' ')));
            output.Flush();
        }
    }

    static string Answer(IModel model, string[] words) => words[0] switch
    {
        "outputs" => $"{{\"outputs\":[{string.Join(',', Outputs(model, Whole(words[1])).Select(Text))}]}}",
        "rate" => string.Create(CultureInfo.InvariantCulture, $"{{\"rate\":{Rate(model, LoadOf(words))}}}"),
        _ => throw new ArgumentException($"unknown request '{words[0]}'", nameof(words)),
    };

    static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    static float[] Outputs(IModel model, int batch)
    {
        using var session = model.OpenSession(new SessionOptions());
        var (input, output) = Buffers(session, batch);
        session.Run(input, batch, output);
        return output;
    }

    static double Rate(IModel model, Load load)
    {
        var counts = new long[load.Sessions];
        var seconds = new double[load.Sessions];
        using var ready = new Barrier(load.Sessions);
        var workers = Enumerable.Range(0, load.Sessions).Select(i => new Thread(() => Work(i))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return counts.Sum() / seconds.Max();

        void Work(int index)
        {
            using var session = model.OpenSession(new SessionOptions { Threads = load.Threads });
            var (input, output) = Buffers(session, load.Batch);
            session.Run(input, load.Batch, output);
            ready.SignalAndWait();
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed.TotalSeconds < load.Seconds)
            {
                session.Run(input, load.Batch, output);
                counts[index] += load.Batch;
            }

            seconds[index] = clock.Elapsed.TotalSeconds;
        }
    }

    static (float[] Input, float[] Output) Buffers(IModelSession session, int batch)
    {
        var row = Row(session.Signature.Inputs, "input");
        var answer = Row(session.Signature.Outputs, "output");
        return (BenchInputs.Of(batch * row), new float[batch * answer]);
    }

    static int Row(IReadOnlyList<TensorSpecification> tensors, string what) =>
        tensors is [{ Type: ElementType.Float32, Dimensions: [_, .. var row] }] && !row.Contains(-1)
            ? row.Aggregate(1, (product, extent) => product * extent)
            : throw TesseraException.User(
                $"`bench infer` takes models of one float32 {what} (n, …) of known shape, not "
                + string.Join("; ", tensors));

    static Load LoadOf(string[] words) => new(
        Whole(words[1]),
        Whole(words[2]),
        Whole(words[3]),
        double.Parse(words[4], CultureInfo.InvariantCulture));

    static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
