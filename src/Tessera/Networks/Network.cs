using System.Collections.Immutable;

namespace Tessera.Networks;

/// <summary>
/// A network as data: layers in an order in which each comes after its inputs. It takes images, normalised, float32
/// (n, height, width, channels); the output of the last layer are the logits (n, classes). Class probabilities are
/// the softmax of the logits and no layer.
/// </summary>
public sealed class Network
{
    /// <summary>The name by which layers take the images.</summary>
    public const string Images = "images";

    /// <summary>The images among the inputs of a <see cref="NetworkNode"/>.</summary>
    public const int ImagesIndex = -1;

    readonly Dictionary<string, int> _indices = new() { [Images] = ImagesIndex };

    /// <summary>Infers all shapes and parameters.</summary>
    /// <exception cref="TesseraException">A layer cannot take its inputs, or the last one does not give the
    /// logits.</exception>
    public Network(string name, Shape image, int classes, IEnumerable<Layer> layers)
    {
        Name = name;
        Image = image;
        Classes = classes;
        RequireUsable();
        var nodes = ImmutableArray.CreateBuilder<NetworkNode>();
        foreach (var layer in layers)
        {
            nodes.Add(Connect(layer, nodes));
            _indices[layer.Name] = nodes.Count - 1;
        }

        Nodes = nodes.ToImmutable();
        Parameters = [.. Nodes.SelectMany(node => node.Parameters)];
        RequireLogits();
    }

    /// <summary>What users call it: one of <see cref="NetworkPresets.Names"/>, or their own.</summary>
    public string Name { get; }

    /// <summary>The shape of an image.</summary>
    public Shape Image { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The layers, each after its inputs; the last gives the logits.</summary>
    public ImmutableArray<NetworkNode> Nodes { get; }

    /// <summary>All weights and statistics, in the order of the layers.</summary>
    public ImmutableArray<Parameter> Parameters { get; }

    /// <summary>The number of weights, frozen ones included, running statistics not.</summary>
    public long ParameterCount => Parameters.Where(parameter => !parameter.IsStatistic).Sum(p => (long)p.Count);

    /// <summary>
    /// Multiplications and additions of one image's forward pass; a training step needs about three times that.
    /// </summary>
    public long Flops => Nodes.Sum(node => node.Layer.Flops(node.InputShapes));

    /// <summary>The output shape of a layer, or the image's for <see cref="ImagesIndex"/>.</summary>
    public Shape ShapeOf(int index) => index == ImagesIndex ? Image : Nodes[index].Shape;

    void RequireUsable()
    {
        if (Image.Height < 1 || Image.Width < 1 || Image.Channels < 1)
        {
            throw TesseraException.User(
                $"network '{Name}' cannot take images of {Image}: each size must be at least 1");
        }

        if (Classes < 2)
        {
            throw TesseraException.User($"network '{Name}' cannot have {Classes} classes: at least 2 are allowed");
        }
    }

    void RequireLogits()
    {
        if (Nodes.IsEmpty || Nodes[^1].Shape != Shape.Vector(Classes))
        {
            var shape = Nodes.IsEmpty ? Image : Nodes[^1].Shape;
            throw TesseraException.User($"network '{Name}' ends in {shape}, but {Classes} classes need 1x1x{Classes}");
        }
    }

    NetworkNode Connect(Layer layer, ImmutableArray<NetworkNode>.Builder before)
    {
        if (_indices.ContainsKey(layer.Name))
        {
            throw TesseraException.User($"network '{Name}' has two layers named '{layer.Name}'; names must differ");
        }

        ImmutableArray<int> inputs = [.. layer.Inputs.Select(input => IndexOf(layer, input))];
        ImmutableArray<Shape> shapes = [.. inputs.Select(i => i == ImagesIndex ? Image : before[i].Shape)];
        try
        {
            var shape = layer.OutputShape(shapes);
            _ = shape.Count;
            return new NetworkNode(layer, inputs, shapes, shape, layer.Parameters(shapes));
        }
        catch (TesseraException refusal)
        {
            throw TesseraException.User($"network '{Name}' cannot take images of {Image}: {refusal.Message}", refusal);
        }
        catch (OverflowException overflow)
        {
            throw TesseraException.User(
                $"network '{Name}' cannot take images of {Image}: layer '{layer.Name}' would hold more than " +
                $"{int.MaxValue} numbers; use smaller images", overflow);
        }
    }

    int IndexOf(Layer layer, string input) => _indices.TryGetValue(input, out var index)
        ? index
        : throw TesseraException.User(
            $"network '{Name}': layer '{layer.Name}' takes '{input}', which is not among the layers before it");
}
