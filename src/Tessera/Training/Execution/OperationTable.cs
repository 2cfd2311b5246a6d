using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>The one table of layers: what executes each.</summary>
static class OperationTable
{
    /// <summary>
    /// The operations of a network in order; an activation right behind a batch normalisation becomes part of it.
    /// </summary>
    public static List<Operation> Create(Network network, int batch, KernelSet kernels)
    {
        var operations = new List<Operation>();
        for (var index = 0; index < network.Nodes.Length; index++)
        {
            if (FusedActivation(network, index) is { } activation)
            {
                operations.Add(new NormalizationOperation(index + 1, network.Nodes[index], activation));
                index++;
            }
            else
            {
                operations.Add(Create(index, network.Nodes[index], batch, kernels));
            }
        }

        return operations;
    }

    static Operation Create(int index, NetworkNode node, int batch, KernelSet kernels) => node.Layer switch
    {
        Networks.Convolution or Dense => new ProductOperation(index, node, kernels),
        BatchNormalization => new NormalizationOperation(index, node, Kernels.Activation.None),
        Networks.Activation layer => new ActivationOperation(index, node, KernelShapes.Of(layer.Function)),
        MaxPooling => new MaxPoolingOperation(index, node, batch),
        GlobalAveragePooling => new GlobalPoolingOperation(index, node),
        Add => new AddOperation(index, node),
        Flatten => new FlattenOperation(index, node),
        Dropout => new DropoutOperation(index, node),
        Scale => new ScaleOperation(index, node),
        var layer => throw new InvalidOperationException($"layer {layer}"),
    };

    static Kernels.Activation? FusedActivation(Network network, int index)
    {
        var isNormalization = network.Nodes[index].Layer is BatchNormalization;
        var next = index + 1 < network.Nodes.Length ? network.Nodes[index + 1] : null;
        return isNormalization
            && next is { Layer: Networks.Activation activation, Inputs: [var input] }
            && input == index
            && network.Nodes.Count(node => node.Inputs.Contains(index)) == 1
            ? KernelShapes.Of(activation.Function)
            : null;
    }
}
