using System.Collections.Immutable;
using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>Reads <c>saved_model.pb</c> or a frozen graph: the graph for inference and its signatures.</summary>
static class SavedModelReader
{
    // Functions within attributes within nodes: real models stay below ten levels.
    const int RecursionLimit = 64;

    /// <summary>The graph that is tagged for inference, or the one that a TensorFlow 1 model consists of.</summary>
    /// <exception cref="TesseraException">There is none, or the file is damaged.</exception>
    public static MetaGraphProto ReadGraph(IModelFolder folder)
    {
        var graph = FindFrozenGraph(folder) is { } file
            ? new MetaGraphProto { GraphDef = Parse(folder, file, GraphProto.Parser, MessagePath.Graph) }
            : ReadSavedModel(folder);
        if (!graph.SignatureDef.Values.Any(IsCallable))
        {
            FrozenGraph.AddSignature(graph);
        }

        return graph;
    }

    /// <summary>The file that holds a bare graph; null when the folder is a SavedModel.</summary>
    /// <exception cref="TesseraException">It holds neither.</exception>
    public static string? FindFrozenGraph(IModelFolder folder)
    {
        if (folder.FindLength(SavedModelFiles.Graph) is not null)
        {
            return null;
        }

        if (folder.FindLength(SavedModelFiles.TextGraph) is not null)
        {
            throw TesseraException.User(
                $"'{folder.Location}' holds its graph as text ({SavedModelFiles.TextGraph}), which is not supported; "
                + "save it again as binary");
        }

        return FrozenGraph.Files.FirstOrDefault(name => folder.FindLength(name) is not null)
            ?? throw TesseraException.User(
                $"'{folder.Location}' is not a SavedModel: it has no {SavedModelFiles.Graph}, nor "
                + $"a frozen graph ({string.Join(", ", FrozenGraph.Files.Where(name => name.Length > 0))})");
    }

    static MetaGraphProto ReadSavedModel(IModelFolder folder) =>
        Parse(folder, SavedModelFiles.Graph, SavedModelProto.Parser, MessagePath.SavedModel)
            .MetaGraphs.FirstOrDefault(IsForInference)
        ?? throw TesseraException.User(
            $"the model '{folder.Location}' has no graph tagged '{SavedModelFiles.ServeTag}': "
            + "save it with tf.saved_model.save, or Keras's model.export");

    /// <summary>
    /// The signatures that map tensors to tensors, ordered by name; those of other kinds (initialisers, strings) are
    /// left out.
    /// </summary>
    /// <param name="graph">The model.</param>
    /// <param name="location">Where it is, for the message.</param>
    /// <exception cref="TesseraException">There are none.</exception>
    public static ImmutableArray<Signature> ReadSignatures(MetaGraphProto graph, string location)
    {
        ImmutableArray<Signature> signatures =
        [
            .. graph.SignatureDef
                .Where(entry => IsCallable(entry.Value))
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new Signature(entry.Key, Specify(entry.Value.Inputs), Specify(entry.Value.Outputs))),
        ];
        return signatures.IsEmpty ? throw Uncallable(graph, location) : signatures;
    }

    static TesseraException Uncallable(MetaGraphProto graph, string location)
    {
        var refused = graph.SignatureDef
            .Where(entry => entry.Value.Inputs.Count > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .SelectMany(entry => entry.Value.Inputs.Concat(entry.Value.Outputs)
                .Where(tensor => !TensorReader.IsSupported(tensor.Value.Dtype))
                .Select(tensor => $": '{tensor.Key}' of '{entry.Key}' is {tensor.Value.Dtype}, which is not supported; "
                    + "export a signature that takes pixels"));
        return TesseraException.User(
            $"the model '{location}' has no signature that maps arrays of numbers to arrays of numbers"
            + refused.FirstOrDefault());
    }

    static bool IsForInference(MetaGraphProto graph) =>
        graph.MetaInfoDef?.Tags.Contains(SavedModelFiles.ServeTag) == true;

    static bool IsCallable(SignatureProto signature) =>
        signature.Inputs.Count > 0
        && signature.Outputs.Count > 0
        && signature.Inputs.Values.Concat(signature.Outputs.Values).All(info => TensorReader.IsSupported(info.Dtype));

    static ImmutableArray<TensorSpecification> Specify(IDictionary<string, TensorInfoProto> tensors) =>
    [
        .. tensors
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new TensorSpecification(
                entry.Key, TensorReader.ToElementType(entry.Value.Dtype), Dimensions(entry.Value.TensorShape))),
    ];

    static ImmutableArray<int>? Dimensions(ShapeProto? shape) => shape is null or { UnknownRank: true }
        ? null
        : [.. shape.Dim.Select(dimension => dimension.Size is >= 0 and <= int.MaxValue ? (int)dimension.Size : -1)];

    static T Parse<T>(IModelFolder folder, string file, MessageParser<T> parser, MessagePath path)
        where T : IMessage<T>
    {
        var location = folder.Locate(file);
        try
        {
            using var stream = folder.OpenRead(file, offset: 0);
            using var message = new LargeContents(stream, folder.FindLength(file) ?? 0).LeaveBehind(path);
            using var input = CodedInputStream.CreateWithLimits(message, int.MaxValue, RecursionLimit);
            return parser.ParseFrom(input);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidDataException)
        {
            throw TesseraException.User(
                OtherFormat.Recognize(folder, file) ?? $"'{location}' is damaged: {failure.Message}", failure);
        }
        catch (IOException failure)
        {
            throw TesseraException.Environment($"cannot read '{location}': {failure.Message}", failure);
        }
    }
}
