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

    /// <summary>All, for the model that a command line names.</summary>
    public static IReadOnlyList<Contender> Start(ParseResult arguments, string? onnx, string modules)
    {
        using var model = ModelFlags.Open(arguments, ModelRuntime.Managed);
        var contenders = Start(
            model.Location,
            arguments.GetValue(ModelFlags.Kernels) ?? "best",
            arguments.GetValue(ModelFlags.TensorFlow));
        var file = onnx ?? $"{model.Location.TrimEnd('/')}.onnx";
        return onnx is not null || (File.Exists(file) && Directory.Exists(Path.Combine(modules, "node_modules")))
            ? [.. contenders, OnnxRuntime(model, file, modules)]
            : contenders;
    }

    /// <summary>Those that Tessera itself runs models in.</summary>
    /// <param name="model">A folder or a URL.</param>
    /// <param name="kernels">The managed runtime's.</param>
    /// <param name="tensorFlow">Where TensorFlow is, if not where it is looked for.</param>
    public static IReadOnlyList<Contender> Start(string model, string kernels, string? tensorFlow)
    {
        var managed = $"managed {KernelSets.NameOf(KernelSets.Parse(kernels))}";
        var library = FindTensorFlow(tensorFlow);
        return library is null
            ? [Ours(managed, model, "managed", "--kernels", kernels)]
            :
            [
                Ours(managed, model, "managed", "--kernels", kernels),
                Ours("TensorFlow", model, "tensorflow", "--tensorflow", library),
            ];
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
            "ONNX Runtime is measured through Node.js, and there is no node on the PATH: install it, or leave out "
            + "--onnx");
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
