using Google.Protobuf;
using Tessera.Models.SavedModel.Protos;
using Tessera.Networks;

namespace Tessera.Models.SavedModel;

/// <summary>
/// Saves a trained network as TensorFlow's SavedModel: a frozen graph of standard operators, with the signature
/// <c>serving_default</c> from <c>images</c> (n, height, width, channels), normalised as the metadata says, to
/// <c>probabilities</c> (n, classes).
/// </summary>
public static class SavedModelWriter
{
    /// <summary>The signature's input.</summary>
    public const string ImagesKey = "images";

    /// <summary>The signature's output.</summary>
    public const string ProbabilitiesKey = "probabilities";

    const int SchemaVersion = 1;

    /// <summary>The files of the model; the same bytes for the same network, weights, metadata and history.</summary>
    /// <param name="network">What was trained.</param>
    /// <param name="weights">
    /// The values of each of <see cref="Network.Parameters"/> by its name. Not copied: keep them until all is written.
    /// </param>
    /// <param name="metadata">What the images and classes are.</param>
    /// <param name="history">The learning curve as JSON.</param>
    /// <exception cref="TesseraException">Weights or metadata do not fit the network.</exception>
    public static IReadOnlyList<ModelFile> Files(
        Network network,
        IReadOnlyDictionary<string, float[]> weights,
        ModelMetadata metadata,
        ReadOnlyMemory<byte> history)
    {
        RequireFit(network, metadata);
        var model = Build(network, weights);
        return
        [
            new ModelFile(SavedModelFiles.Graph, stream => model.WriteTo(stream)),
            new ModelFile(SavedModelFiles.Metadata, stream => stream.Write(ModelMetadataFile.Write(metadata))),
            new ModelFile(SavedModelFiles.History, stream => stream.Write(history.Span)),
        ];
    }

    static void RequireFit(Network network, ModelMetadata metadata)
    {
        metadata.Validate();
        var image = new ModelImage(network.Image.Height, network.Image.Width, network.Image.Channels);
        if (metadata.Image != image || metadata.Classes.Length != network.Classes)
        {
            throw TesseraException.User(
                $"network '{network.Name}' tells {network.Classes} classes of {image} apart; it cannot be saved as "
                + $"a model of {metadata.Classes.Length} classes of {metadata.Image}");
        }
    }

    static SavedModelProto Build(Network network, IReadOnlyDictionary<string, float[]> weights)
    {
        var graph = new MetaGraphProto
        {
            MetaInfoDef = new MetaInfoProto { Tags = { SavedModelFiles.ServeTag } },
            GraphDef = new NetworkGraph(network, weights).Build(),
            SignatureDef = { [Signature.DefaultName] = BuildSignature(network) },
        };
        return new SavedModelProto { SavedModelSchemaVersion = SchemaVersion, MetaGraphs = { graph } };
    }

    static SignatureProto BuildSignature(Network network)
    {
        var (height, width, channels) = network.Image;
        return new SignatureProto
        {
            Inputs = { [ImagesKey] = Describe(NetworkGraph.ImagesNode, -1, height, width, channels) },
            Outputs = { [ProbabilitiesKey] = Describe(NetworkGraph.ProbabilitiesNode, -1, network.Classes) },
            MethodName = SavedModelFiles.PredictMethod,
        };
    }

    static TensorInfoProto Describe(string node, params ReadOnlySpan<int> extents) => new()
    {
        Name = $"{node}:0",
        Dtype = DataTypeProto.DtFloat,
        TensorShape = GraphBuilder.Shape(extents),
    };
}
