using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.TensorFlow;

/// <summary>A SavedModel for TensorFlow's C library: runs whatever TensorFlow runs.</summary>
public sealed class TensorFlowModel : IModel
{
    readonly Lock _gate = new();
    readonly MetaGraphProto _proto;
    readonly LocalModelFolder _folder;
    readonly string? _frozenGraph;
    readonly Dictionary<int, LoadedGraph> _loaded = [];
    readonly LocalModelCopy? _copy;

    TensorFlowModel(LocalModelFolder folder, LocalModelCopy? copy)
    {
        _copy = copy;
        _folder = folder;
        Location = folder.Location;
        Metadata = ModelMetadataFile.Read(folder);
        _frozenGraph = SavedModelReader.FindFrozenGraph(folder);
        _proto = SavedModelReader.ReadGraph(folder);
        ShapeLimits.Require(_proto, Location);
        Signatures = SavedModelReader.ReadSignatures(_proto, Location);
    }

    /// <summary>TensorFlow's version; the library must have been loaded.</summary>
    public static unsafe string Version => Marshal.PtrToStringUTF8((nint)NativeMethods.TF_Version()) ?? "";

    /// <summary>32: a call costs as much as some images.</summary>
    public int BestBatch => 32;

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public ModelMetadata? Metadata { get; }

    /// <inheritdoc/>
    public ImmutableArray<Signature> Signatures { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="folder">Its files; TensorFlow reads local ones only.</param>
    /// <param name="library">Where TensorFlow is; null to look in the usual places.</param>
    /// <exception cref="TesseraException">TensorFlow is not found, or it is no SavedModel.</exception>
    public static TensorFlowModel Load(LocalModelFolder folder, string? library = null)
    {
        TensorFlowLibrary.Load(library);
        return new TensorFlowModel(folder, null);
    }

    /// <summary>Reads a copied model and deletes the copy in the end.</summary>
    internal static TensorFlowModel Load(LocalModelCopy copy)
    {
        try
        {
            TensorFlowLibrary.Load(null);
            return new TensorFlowModel(new LocalModelFolder(copy.Path), copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IModelSession OpenSession(SessionOptions options)
    {
        var signature = Signatures.Require(options.Signature, Location);
        return new TensorFlowSession(Graph(options.RequireThreads()), signature, _proto.SignatureDef[signature.Name]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var graph in _loaded.Values)
        {
            graph.Dispose();
        }

        _copy?.Dispose();
    }

    // TensorFlow fixes the number of threads when it loads a model; sessions of as many threads share one copy.
    LoadedGraph Graph(int threads)
    {
        lock (_gate)
        {
            if (!_loaded.TryGetValue(threads, out var graph))
            {
                _loaded[threads] = graph = _frozenGraph is null
                    ? LoadedGraph.Load(Location, threads)
                    : LoadedGraph.Import(_folder.ReadAll(_frozenGraph), Location, threads);
            }

            return graph;
        }
    }
}
