using System.Collections.Immutable;
using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.SavedModel;

/// <summary>Reads <c>saved_model.pb</c>: the graph for inference and its signatures.</summary>
static class SavedModelReader
{
    // Functions within attributes within nodes: real models stay below ten levels.
    const int RecursionLimit = 64;

    /// <summary>The graph that is tagged for inference.</summary>
    /// <exception cref="TesseraException">There is none, or the file is damaged.</exception>
    public static MetaGraphProto ReadGraph(IModelFolder folder)
    {
        if (folder.FindLength(SavedModelFiles.Graph) is null)
        {
            throw TesseraException.User($"'{folder.Location}' is not a SavedModel: it has no {SavedModelFiles.Graph}");
        }

        using var stream = folder.OpenRead(SavedModelFiles.Graph, offset: 0);
        var model = Parse(folder, stream);
        return model.MetaGraphs.FirstOrDefault(IsForInference)
            ?? throw TesseraException.User(
                $"the model '{folder.Location}' has no graph tagged '{SavedModelFiles.ServeTag}'");
    }

    /// <summary>
    /// The signatures that map tensors to tensors, ordered by name; those of other kinds (initialisers, strings) are
    /// left out.
    /// </summary>
    public static ImmutableArray<Signature> ReadSignatures(MetaGraphProto graph) =>
    [
        .. graph.SignatureDef
            .Where(entry => IsCallable(entry.Value))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new Signature(entry.Key, Specify(entry.Value.Inputs), Specify(entry.Value.Outputs))),
    ];

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

    static SavedModelProto Parse(IModelFolder folder, Stream stream)
    {
        try
        {
            using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, RecursionLimit);
            return SavedModelProto.Parser.ParseFrom(input);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw TesseraException.User(
                $"'{folder.Location}/{SavedModelFiles.Graph}' is damaged: {failure.Message}", failure);
        }
        catch (IOException failure)
        {
            throw TesseraException.Environment(
                $"cannot read '{folder.Location}/{SavedModelFiles.Graph}': {failure.Message}", failure);
        }
    }
}
