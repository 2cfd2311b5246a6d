using Google.Protobuf;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.TensorFlow;

/// <summary>A SavedModel that TensorFlow has loaded: its graph, and the session that holds its variables.</summary>
sealed class LoadedGraph(GraphHandle graph, SessionHandle session) : IDisposable
{
    /// <summary>What runs; may be used by many threads at once.</summary>
    public SessionHandle Session => session;

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The folder that holds <c>saved_model.pb</c>.</param>
    /// <param name="threads">
    /// Threads within an operator; the operators run one after the other in the caller's thread.
    /// </param>
    /// <exception cref="TesseraException">TensorFlow refuses it.</exception>
    public static LoadedGraph Load(string folder, int threads)
    {
        using var status = NativeMethods.TF_NewStatus();
        using var options = NativeMethods.TF_NewSessionOptions();
        Configure(options, threads, status);
        var graph = NativeMethods.TF_NewGraph();
        var session = NativeMethods.TF_LoadSessionFromSavedModel(
            options, 0, folder, [SavedModelFiles.ServeTag], 1, graph, 0, status);
        var loaded = new LoadedGraph(graph, session);
        try
        {
            status.ThrowIfFailed($"load the model '{folder}'");
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Loads a graph that holds its weights as constants.</summary>
    /// <param name="definition">The graph, as its file holds it.</param>
    /// <param name="location">Where it is from, for messages.</param>
    /// <param name="threads">As for <see cref="Load"/>.</param>
    /// <exception cref="TesseraException">TensorFlow refuses it.</exception>
    public static LoadedGraph Import(byte[] definition, string location, int threads)
    {
        using var status = NativeMethods.TF_NewStatus();
        using var options = NativeMethods.TF_NewSessionOptions();
        Configure(options, threads, status);
        var graph = NativeMethods.TF_NewGraph();
        try
        {
            Import(definition, graph, status);
            status.ThrowIfFailed($"import the graph '{location}'");
            var session = NativeMethods.TF_NewSession(graph, options, status);
            var loaded = new LoadedGraph(graph, session);
            status.ThrowIfFailed($"open a session of the graph '{location}'");
            return loaded;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    static unsafe void Import(byte[] definition, GraphHandle graph, StatusHandle status)
    {
        using var options = NativeMethods.TF_NewImportGraphDefOptions();
        fixed (byte* pointer = definition)
        {
            using var buffer = NativeMethods.TF_NewBufferFromString(pointer, (nuint)definition.Length);
            NativeMethods.TF_GraphImportGraphDef(graph, buffer, options, status);
        }
    }

    /// <summary>Finds a tensor by the name that a signature gives it.</summary>
    /// <exception cref="TesseraException">The graph has none of that name.</exception>
    public TensorPort Find(string tensor)
    {
        var reference = TensorReference.Parse(tensor);
        var operation = NativeMethods.TF_GraphOperationByName(graph, reference.Node);
        return operation != 0 && reference.Index < NativeMethods.TF_OperationNumOutputs(operation)
            ? new TensorPort(operation, reference.Index)
            : throw TesseraException.User($"the model's signature refers to '{tensor}', which its graph lacks");
    }

    public void Dispose()
    {
        session.Dispose();
        graph.Dispose();
    }

    static unsafe void Configure(SessionOptionsHandle options, int threads, StatusHandle status)
    {
        var config = new SessionConfigProto
        {
            IntraOpParallelismThreads = threads,
            InterOpParallelismThreads = -1,
            UsePerSessionThreads = true,
        }.ToByteArray();
        fixed (byte* pointer = config)
        {
            NativeMethods.TF_SetConfig(options, pointer, (nuint)config.Length, status);
        }

        status.ThrowIfFailed($"use {threads} threads");
    }
}
