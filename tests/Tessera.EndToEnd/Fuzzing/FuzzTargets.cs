using Google.Protobuf;
using Tessera.Datasets.Npy;
using Tessera.Kernels;
using Tessera.Models;
using Tessera.Models.Feeding;
using Tessera.Models.Managed;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.SavedModel;
using Tessera.Models.SavedModel.Protos;
using Tessera.Pipeline.Classify;
using Tessera.Tests;
using Tessera.Tests.Models;

namespace Tessera.EndToEnd.Fuzzing;

/// <summary>What is fuzzed: each target damages a good file by chance and reads it.</summary>
static class FuzzTargets
{
    // What a run of a small model may take; larger ones are only planned.
    const long MaximumActivations = 16 << 20;
    const int MaximumElements = 1 << 20;

    static readonly string[] s_layers = ["bn", "mha", "groupnorm"];

    static readonly byte[] s_metadata = """
        {"format": 1, "network": "n", "classes": ["a", "b"], "image": {"height": 4, "width": 5, "channels": 3},
         "mean": [0.5, 0.25, 1e-3], "std": [1, 2.5, 0.1]}
        """u8.ToArray();

    static readonly byte[] s_classifier = Classifier();

    static readonly byte[] s_array =
        [0x93, .. "NUMPY"u8, 1, 0, 60, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }\n"u8];

    public static IReadOnlyDictionary<string, Action<Random>> All { get; } = new Dictionary<string, Action<Random>>
    {
        ["graph"] = Graph,
        ["nodes"] = Nodes,
        ["operators"] = Operators,
        ["frozen"] = Frozen,
        ["index"] = Index,
        ["variables"] = Variables,
        ["metadata"] = Metadata,
        ["array"] = Array,
    };

    static void Graph(Random random) => Damage(random, "saved_model.pb", bytes => Mutations.Mutate(bytes, random));

    static void Nodes(Random random) =>
        Damage(random, "saved_model.pb", bytes => new ModelMutator(bytes, random).Mutate());

    static void Operators(Random random)
    {
        var models = OperatorCases.All.Values.ToArray();
        var bytes = models[random.Next(models.Length)]().ToBytes();
        Run("saved_model.pb", new ModelMutator(bytes, random).Mutate());
    }

    static void Frozen(Random random)
    {
        var models = OperatorCases.All.Values.ToArray();
        var model = SavedModelProto.Parser.ParseFrom(models[random.Next(models.Length)]().ToBytes());
        Run("frozen_graph.pb", Mutations.Mutate(model.MetaGraphs[0].GraphDef.ToByteArray(), random));
    }

    // Half of them with a checksum that fits again, so that what lies behind it is read too.
    static void Index(Random random) => Damage(random, SavedModelFiles.VariablesIndex, bytes =>
        random.Next(2) == 0 ? Mutations.Mutate(bytes, random) : CheckpointSeal.Damage(bytes, random));

    static void Variables(Random random) =>
        Damage(random, "variables/variables.data-00000-of-00001", bytes => Mutations.Mutate(bytes, random));

    static void Metadata(Random random)
    {
        var folder = new MemoryModelFolder();
        folder.Files[SavedModelFiles.Metadata] = Mutations.Mutate(s_metadata, random);
        folder.Files[SavedModelFiles.Graph] = s_classifier;
        var feed = ModelFeed.Resolve(folder, Signature.DefaultName, new FeedOptions(), null, []);
        using var model = ManagedModel.Load(folder, KernelSet.Portable);
        using var classifier = new Classifier(model, Signature.DefaultName, feed, TestTimeAugmentation.None);
        var image = feed.Metadata.Image;
        classifier.Classify(new byte[image.Height * image.Width * image.Channels], 1, new float[classifier.Classes]);
    }

    // Takes images of 4×5×3 and knows two classes.
    static byte[] Classifier()
    {
        var model = new OperatorModel(1, 4, 5, 3);
        var rows = model.Node(
            "Reshape", ["x", model.Integers(1, 60)], ("T", OperatorModel.Float), ("Tshape", OperatorModel.Integer));
        model.Node("MatMul", [rows, model.Floats([60, 2], new float[120])], ("T", OperatorModel.Float));
        return model.ToBytes();
    }

    static void Array(Random random) =>
        NpyHeader.Read(new MemoryStream(Mutations.Mutate(s_array, random)), "array.npy");

    static void Damage(Random random, string file, Func<byte[], byte[]> change)
    {
        var folder = MemoryModelFolder.Of(
            Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Corpus", s_layers[random.Next(s_layers.Length)]));
        folder.Files[file] = change(folder.Files[file]);
        Run(folder);
    }

    static void Run(string file, byte[] bytes)
    {
        var folder = new MemoryModelFolder();
        folder.Files[file] = bytes;
        Run(folder);
    }

    static void Run(MemoryModelFolder folder)
    {
        using var model = ManagedModel.Load(folder, KernelSet.Portable);
        foreach (var signature in model.Signatures)
        {
            using var session = model.OpenSession(new SessionOptions { Signature = signature.Name });
            var inputs = signature.Inputs.ToDictionary(input => input.Key, MakeInput);
            var computed = signature.Match(inputs).Select(Precision.Widen);
            var plan = model.PlanFor(new PlanKey(signature, [.. computed.Select(input => (input.Type, input.Shape))]));
            if (plan.ByteCount <= MaximumActivations)
            {
                session.Run(inputs);
            }
        }
    }

    static Tensor MakeInput(TensorSpecification input)
    {
        var shape = new TensorShape([.. (input.Dimensions ?? [2, 3]).Select(extent => extent < 0 ? 2 : extent)]);
        return shape.ElementCount <= MaximumElements
            ? new Tensor(input.Type, shape, new byte[shape.ElementCount * input.Type.Size()])
            : throw TesseraException.User("the input would be larger than what is tried");
    }
}
