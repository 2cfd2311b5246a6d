using System.Collections.Immutable;
using Tessera.Kernels;
using Tessera.Models.Inspection;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Operators;
using Tessera.Models.Managed.Passes;
using Tessera.Models.Managed.Planning;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.Managed;

/// <summary>A SavedModel for the managed runtime: C# only, float32, NHWC.</summary>
public sealed class ManagedModel : IModel
{
    // A run needs two: its batch size, and that of the last batch.
    const int MaximumPlans = 8;

    readonly Lock _gate = new();
    readonly MetaGraphProto _proto;
    readonly IModelFolder _folder;
    readonly PreparedWeights _prepared;
    readonly Dictionary<string, Graph> _graphs = [];
    readonly List<(PlanKey Key, Plan Plan)> _plans = [];

    ManagedModel(IModelFolder folder, KernelSet kernels)
    {
        _folder = folder;
        Location = folder.Location;
        Kernels = kernels;
        Metadata = ModelMetadataFile.Read(folder);
        _proto = SavedModelReader.ReadGraph(folder);
        Signatures = SavedModelReader.ReadSignatures(_proto, Location);
        _prepared = new PreparedWeights(kernels);
    }

    /// <summary>8: activations stay in a core's own cache.</summary>
    public int BestBatch => 8;

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>The instructions that all of its sessions use.</summary>
    public KernelSet Kernels { get; }

    /// <inheritdoc/>
    public ModelMetadata? Metadata { get; }

    /// <inheritdoc/>
    public ImmutableArray<Signature> Signatures { get; }

    /// <summary>Reads a model.</summary>
    /// <param name="folder">Its files.</param>
    /// <param name="kernels">The instructions to use; results of two sets differ in the last bits.</param>
    /// <exception cref="TesseraException">It is no SavedModel, or damaged.</exception>
    public static ManagedModel Load(IModelFolder folder, KernelSet kernels) =>
        new(folder, KernelSets.RequireSupported(kernels));

    /// <inheritdoc/>
    public IModelSession OpenSession(SessionOptions options)
    {
        var signature = Signatures.Require(options.Signature, Location);
        lock (_gate)
        {
            if (!_graphs.ContainsKey(signature.Name))
            {
                _graphs[signature.Name] = Optimization.Apply(Import(signature), _prepared);
            }
        }

        return new ManagedSession(this, signature, new KernelSession(Kernels, options.RequireThreads()));
    }

    /// <summary>What each signature is made of, and whether this runtime can execute it.</summary>
    /// <exception cref="TesseraException">The model's files are damaged or missing.</exception>
    public ImmutableArray<SignatureInspection> Inspect() =>
    [
        .. Signatures.Select(signature => SignatureInspector.Inspect(
            signature,
            () => Import(signature),
            inputs =>
            {
                OpenSession(new SessionOptions { Signature = signature.Name }).Dispose();
                return PlanFor(new PlanKey(signature, inputs));
            },
            RequireOperators)),
    ];

    static void RequireOperators(Graph graph)
    {
        foreach (var node in graph.Nodes.Except(graph.Inputs).Where(node => node.Constant is null))
        {
            OperatorRegistry.Require(node);
        }
    }

    /// <summary>The plan of a signature for inputs of these shapes; made when first needed.</summary>
    internal Plan PlanFor(PlanKey key)
    {
        lock (_gate)
        {
            var index = _plans.FindIndex(entry => entry.Key.Equals(key));
            if (index >= 0)
            {
                return _plans[index].Plan;
            }

            var plan = Planner.Plan(_graphs[key.Signature.Name], key.Inputs, _prepared);
            if (_plans.Count == MaximumPlans)
            {
                _plans.RemoveAt(0);
            }

            _plans.Add((key, plan));
            return plan;
        }
    }

    // Not kept: it holds small weights as they were.
    Graph Import(Signature signature) => new GraphImporter(_proto, _folder, _prepared).Import(signature);

    /// <inheritdoc/>
    public void Dispose() => _prepared.Dispose();
}
