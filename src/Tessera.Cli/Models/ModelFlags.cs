using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Models;
using Tessera.Models.TensorFlow;
using Tessera.Storage;

namespace Tessera.Cli.Models;

/// <summary>What the commands on one model share: which model, which signature, and where TensorFlow is.</summary>
static class ModelFlags
{
    public static Argument<string> Folder { get; } = new("FOLDER")
    {
        Description = "A TensorFlow SavedModel, or a frozen graph",
    };

    public static Option<string> Signature { get; } = new("--signature")
    {
        Description = $"The function that is called. Default: {Tessera.Models.Signature.DefaultName}",
        HelpName = "NAME",
    };

    public static Option<string> Runtime { get; } = new("--runtime")
    {
        Description = $"What executes the model: {FlagValue.NamesOf<ModelRuntime>()}. "
            + $"Default: {FlagValue.NameOf(default(ModelRuntime))}",
        HelpName = "NAME",
    };

    public static Option<string> Kernels { get; } = new("--kernels")
    {
        Description = "Vector instructions of the managed runtime: best, avx512, avx2, portable. Default: best",
        HelpName = "SET",
    };

    public static Option<string> Threads { get; } = new("--threads")
    {
        Description = "Threads that compute; results do not depend on it. Default: one a core",
        HelpName = "COUNT",
    };

    public static Option<string> TensorFlow { get; } = new("--tensorflow")
    {
        Description = "TensorFlow's C library, or the folder that holds it. Default: TENSORFLOW_HOME, a pip "
            + "installation, or wherever the system looks",
        HelpName = "FILE|FOLDER",
    };

    /// <summary>Opens the model for one runtime.</summary>
    /// <exception cref="TesseraException">It cannot be opened.</exception>
    public static IModel Open(ParseResult arguments, ModelRuntime runtime)
    {
        if (runtime == ModelRuntime.Tensorflow)
        {
            TensorFlowLibrary.Load(arguments.GetValue(TensorFlow));
        }

        var folder = StorageSchemes.Open(arguments.GetRequiredValue(Folder));
        return ModelLoader.Open(folder, runtime, arguments.GetValue(Kernels) ?? "best");
    }

    /// <summary>The signature, ready to run.</summary>
    public static IModelSession OpenSession(ParseResult arguments, IModel model) => model.OpenSession(new SessionOptions
    {
        Signature = arguments.GetValue(Signature) ?? Tessera.Models.Signature.DefaultName,
        Threads = arguments.GetValue(Threads) is { } text
            ? new FlagValue(Threads.Name, text).Whole()
            : Environment.ProcessorCount,
    });

    /// <summary>The runtime that is asked for.</summary>
    /// <exception cref="TesseraException">It has no such name, or does not need the library that is given.</exception>
    public static ModelRuntime RequireRuntime(ParseResult arguments)
    {
        var runtime = RuntimeOf(arguments);
        return runtime == ModelRuntime.Tensorflow || arguments.GetValue(TensorFlow) is not { } library
            ? runtime
            : throw TesseraException.User(
                $"{TensorFlow.Name} {library} is for {Runtime.Name} tensorflow: say that too, or leave it out");
    }

    public static ModelRuntime RuntimeOf(ParseResult arguments) => arguments.GetValue(Runtime) is { } text
        ? new FlagValue(Runtime.Name, text).OneOf<ModelRuntime>()
        : default;
}
