using System.Runtime.InteropServices;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.SavedModel.Protos;

namespace Tessera.Models.TensorFlow;

/// <summary>One task's use of a <see cref="TensorFlowModel"/>.</summary>
sealed class TensorFlowSession : IModelSession
{
    readonly LoadedGraph _graph;
    readonly TensorPort[] _inputs;
    readonly TensorPort[] _outputs;

    public TensorFlowSession(LoadedGraph graph, Signature signature, SignatureProto proto)
    {
        _graph = graph;
        Signature = signature;
        _inputs = [.. signature.Inputs.Select(input => graph.Find(proto.Inputs[input.Key].Name))];
        _outputs = [.. signature.Outputs.Select(output => graph.Find(proto.Outputs[output.Key].Name))];
    }

    public Signature Signature { get; }

    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        var handles = Signature.Match(inputs).Select(Allocate).ToArray();
        var results = Run(handles);
        try
        {
            return Signature.Outputs.Zip(results).ToDictionary(pair => pair.First.Key, pair => pair.Second.ToTensor());
        }
        finally
        {
            Dispose(results);
        }
    }

    public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        var image = TensorHandle.Allocate(ElementType.Float32, Signature.ImageShape(count, input.Length));
        MemoryMarshal.AsBytes(input).CopyTo(image.Bytes);
        var results = Run([image]);
        try
        {
            Copy(results[0], output);
        }
        finally
        {
            Dispose(results);
        }
    }

    public void Dispose()
    {
        // The graph belongs to the model: other sessions share it.
    }

    static TensorHandle Allocate(Tensor tensor)
    {
        var handle = TensorHandle.Allocate(tensor.Type, tensor.Shape);
        tensor.Bytes.Span.CopyTo(handle.Bytes);
        return handle;
    }

    static void Copy(TensorHandle result, Span<float> output)
    {
        var tensor = result.Type == ElementType.Float32 ? null : Precision.Widen(result.ToTensor());
        if (tensor is { Type: not ElementType.Float32 })
        {
            throw TesseraException.User($"the model gives {tensor.Type}, which are no probabilities");
        }

        var values = tensor is null ? MemoryMarshal.Cast<byte, float>(result.Bytes) : tensor.Values<float>();
        if (values.Length != output.Length)
        {
            throw TesseraException.User(
                $"the model gave {values.Length} numbers, which does not fit into {output.Length}");
        }

        values.CopyTo(output);
    }

    // Takes the inputs over.
    unsafe TensorHandle[] Run(TensorHandle[] inputs)
    {
        var results = new nint[_outputs.Length];
        try
        {
            using var status = NativeMethods.TF_NewStatus();
            var values = inputs.Select(input => input.DangerousGetHandle()).ToArray();
            fixed (TensorPort* ports = _inputs, resultPorts = _outputs)
            fixed (nint* pointers = values, resultPointers = results)
            {
                NativeMethods.TF_SessionRun(
                    _graph.Session,
                    0,
                    ports,
                    pointers,
                    inputs.Length,
                    resultPorts,
                    resultPointers,
                    results.Length,
                    null,
                    0,
                    0,
                    status);
            }

            status.ThrowIfFailed($"run the signature '{Signature.Name}'");
            return [.. results.Select(result => new TensorHandle(result))];
        }
        finally
        {
            Dispose(inputs);
        }
    }

    static void Dispose(TensorHandle[] handles)
    {
        foreach (var handle in handles)
        {
            handle.Dispose();
        }
    }
}
