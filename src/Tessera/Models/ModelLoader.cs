using Tessera.Kernels;
using Tessera.Models.Managed;
using Tessera.Models.TensorFlow;
using Tessera.Storage;

namespace Tessera.Models;

/// <summary>Opens a model from anywhere for either runtime.</summary>
public static class ModelLoader
{
    /// <param name="folder">A SavedModel or a frozen graph; for TensorFlow it is copied unless it is local.</param>
    /// <param name="runtime">What executes it.</param>
    /// <param name="kernels">
    /// For the managed runtime: <c>best</c>, <c>avx512</c>, <c>avx2</c> or <c>portable</c>.
    /// </param>
    /// <exception cref="TesseraException">It is no model, or the runtime is missing.</exception>
    public static IModel Open(Folder folder, ModelRuntime runtime, string kernels) => runtime switch
    {
        ModelRuntime.Managed => ManagedModel.Load(new StorageModelFolder(folder), KernelSets.Parse(kernels)),
        _ when folder.Storage is FileStorage => TensorFlowModel.Load(new LocalModelFolder(folder.Url)),
        _ => TensorFlowModel.Load(LocalModelCopy.OfAsync(folder, CancellationToken.None).GetAwaiter().GetResult()),
    };
}
