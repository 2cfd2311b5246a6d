using System.CommandLine;
using Tessera.Cli.Models;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.TensorFlow;

namespace Tessera.Cli.Bench;

/// <summary>The runtimes that are there, each in its process; the managed one comes first.</summary>
static class Contenders
{
    const string Script = "onnxruntime.js";

    public static IReadOnlyList<Contender> Start(ParseResult arguments, string? onnx, string modules)
    {
        using var model = ModelFlags.Open(arguments, ModelRuntime.Managed);
        var kernels = arguments.GetValue(ModelFlags.Kernels) ?? "best";
        var contenders = new List<Contender>
        {
            Ours($"managed {KernelSets.NameOf(KernelSets.Parse(kernels))}", model.Location, "managed", "--kernels", kernels),
        };
        if (FindTensorFlow(arguments.GetValue(ModelFlags.TensorFlow)) is { } library)
        {
            contenders.Add(Ours("TensorFlow", model.Location, "tensorflow", "--tensorflow", library));
        }

        var file = onnx ?? $"{model.Location.TrimEnd('/')}.onnx";
        if (onnx is not null || (File.Exists(file) && Directory.Exists(Path.Combine(modules, "node_modules"))))
        {
            contenders.Add(OnnxRuntime(model, file, modules));
        }

        return contenders;
    }

    static Contender Ours(string name, string model, string runtime, params IEnumerable<string> more)
    {
        string[] serve = ["bench", "serve", model, "--runtime", runtime, .. more];
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Contender.Start(name, Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], .. serve])
            : Contender.Start(name, Environment.ProcessPath!, serve);
    }

    static Contender OnnxRuntime(IModel model, string file, string modules)
    {
        var node = Executables.Find("node") ?? throw TesseraException.User(
            "ONNX Runtime is measured through Node.js, and there is no node on the PATH: install it, or leave out --onnx");
        var signature = model.Signatures.FirstOrDefault(entry => entry.Name == Signature.DefaultName)
            ?? model.Signatures[0];
        var row = signature.Inputs[0].Dimensions?.Skip(1) ?? [];
        return Contender.Start("ONNX Runtime", node, "-e", ReadScript(), modules, file, string.Join(',', row));
    }

    // Its own message lists every place that was tried: too much for a runtime that may be missing.
    static string? FindTensorFlow(string? given)
    {
        try
        {
            return TensorFlowLibrary.Load(given);
        }
        catch (TesseraException) when (given is null)
        {
            return null;
        }
    }

    static string ReadScript()
    {
        using var stream = typeof(Contenders).Assembly.GetManifestResourceStream(Script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
