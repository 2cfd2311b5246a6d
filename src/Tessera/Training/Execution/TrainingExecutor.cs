using Tessera.Kernels;
using Tessera.Networks;

namespace Tessera.Training.Execution;

/// <summary>
/// Forward and backward passes of a network on the fast kernels, for batches of up to a fixed size. All memory is taken
/// once. Agrees with <see cref="ReferenceExecutor{T}"/>, and gives the same bits on any number of threads.
/// </summary>
/// <remarks>
/// Time, for lifetimes: operation i runs forward at i and backward at 2n − i; the loss is at n.
/// </remarks>
sealed class TrainingExecutor : IDisposable
{
    readonly Network _network;
    readonly List<Operation> _operations;
    readonly HashSet<string> _whitened;
    readonly Dictionary<int, TrainingTensor> _outputs = [];
    readonly Dictionary<int, TrainingTensor> _gradients = [];
    readonly TrainingTensor _shared;
    readonly TrainingArena _arena;
    readonly NativeBuffer<float> _images;
    readonly OperationContext _context;
    readonly bool[] _isTrainedBehind;
    readonly bool[] _isWritten;

    public TrainingExecutor(Network network, int batch, ulong seed, KernelSession session)
    {
        (_network, Batch) = (network, batch);
        _whitened = [.. network.Parameters.Where(p => p.Initializer == Initializer.Whitening).Select(p => p.Layer)];
        Weights = new WeightSet(network);
        Gradients = new WeightSet(network);
        _operations = OperationTable.Create(network, batch, session.Kernels);
        _images = new NativeBuffer<float>(checked(batch * network.Image.Count));
        _shared = new TrainingTensor(PlanTensors());
        _shared.Use(0);
        _shared.Use(End);
        _arena = new TrainingArena([.. _outputs.Values, .. _gradients.Values, _shared]);
        _context = new OperationContext(session, Weights, Gradients, Output) { Seed = seed };
        _isTrainedBehind = new bool[network.Nodes.Length];
        _isWritten = new bool[network.Nodes.Length];
        TrainsWhiteningBias = true;
    }

    /// <summary>The most images of one pass.</summary>
    public int Batch { get; }

    public WeightSet Weights { get; }

    /// <summary>Of the last backward pass; nothing where a parameter is not trainable.</summary>
    public WeightSet Gradients { get; }

    /// <summary>To be filled with the normalised images of a batch, [n][height][width][channels].</summary>
    public Span<float> Images => _images.Span;

    /// <summary>
    /// Whether the bias of a whitening layer gets a gradient. Default true. Without it nothing is trained up to the
    /// next layer, and the backward pass ends there.
    /// </summary>
    public bool TrainsWhiteningBias
    {
        get;
        set
        {
            field = value;
            FindTrained();
        }
    }

    int End => 2 * _operations.Count;

    /// <summary>Whether a parameter gets a gradient.</summary>
    public bool IsTrained(Parameter parameter) => parameter.IsTrainable
        && (TrainsWhiteningBias || parameter.Role != ParameterRole.Bias || !_whitened.Contains(parameter.Layer));

    /// <summary>Must be called whenever weights have changed.</summary>
    public void Repack() => _operations.ForEach(operation => operation.Repack(_context));

    /// <summary>The logits [count][classes] while training, of the first images of <see cref="Images"/>.</summary>
    public ReadOnlySpan<float> Forward(int count, int step)
    {
        (_context.Count, _context.Step) = (count, step);
        foreach (var operation in _operations)
        {
            operation.Forward(_context, Span(_outputs[operation.Index]));
        }

        return Output(_operations[^1].Index);
    }

    /// <summary>The logits [count][classes] when classifying, of the first images of <see cref="Images"/>.</summary>
    public ReadOnlySpan<float> Infer(int count)
    {
        _context.Count = count;
        foreach (var operation in _operations)
        {
            operation.Infer(_context, Span(_outputs[operation.Index]));
        }

        return Output(_operations[^1].Index);
    }

    /// <summary>The summed loss of the last <see cref="Forward"/>; sets all gradients.</summary>
    public double Backward(ReadOnlySpan<int> labels, double smoothing)
    {
        var logits = _operations[^1].Index;
        var loss = SoftmaxLoss.CrossEntropy(
            _context.Session, Output(logits), _network.Classes, labels, (float)smoothing, Span(_gradients[logits]));
        Array.Clear(_isWritten);
        for (var i = _operations.Count - 1; i >= 0; i--)
        {
            if (_isTrainedBehind[_operations[i].Index])
            {
                BackwardThrough(_operations[i]);
            }
        }

        return loss;
    }

    public void Dispose()
    {
        _operations.ForEach(operation => operation.Dispose());
        Weights.Dispose();
        Gradients.Dispose();
        _arena.Dispose();
        _images.Dispose();
    }

    void BackwardThrough(Operation operation)
    {
        ReadOnlySpan<float> dy = Span(_gradients[operation.Index]);
        operation.BackwardParameters(_context, dy);
        for (var which = 0; which < operation.Inputs.Count; which++)
        {
            if (NeedsGradient(operation, operation.Inputs[which]))
            {
                BackwardInto(operation, which, dy);
            }
        }
    }

    /// <summary>Batch normalisation finds its parameters' gradients on the way to its input's.</summary>
    bool NeedsGradient(Operation operation, int input) =>
        operation is NormalizationOperation || (input != Network.ImagesIndex && _isTrainedBehind[input]);

    void BackwardInto(Operation operation, int which, ReadOnlySpan<float> dy)
    {
        var input = operation.Inputs[which];
        var dx = Span(_gradients[input]);
        if (input == Network.ImagesIndex || !_isWritten[input])
        {
            operation.BackwardInput(_context, which, dy, dx);
        }
        else
        {
            var term = _arena.Span(_shared, dx.Length);
            operation.BackwardInput(_context, which, dy, term);
            Elementwise.Add(_context.Session, dx, term, Kernels.Activation.None, dx);
        }

        if (input != Network.ImagesIndex)
        {
            _isWritten[input] = true;
        }
    }

    /// <summary>Marks the outputs on which something that is trained has an influence.</summary>
    void FindTrained()
    {
        foreach (var operation in _operations)
        {
            _isTrainedBehind[operation.Index] = operation.Parameters.Any(IsTrained)
                || operation.Inputs.Any(input => input != Network.ImagesIndex && _isTrainedBehind[input]);
        }
    }

    /// <summary>
    /// Creates all tensors with their lifetimes; gives the length of the largest gradient that is a sum.
    /// </summary>
    int PlanTensors()
    {
        for (var i = 0; i < _operations.Count; i++)
        {
            var length = checked(Batch * _network.Nodes[_operations[i].Index].Shape.Count);
            _outputs[_operations[i].Index] = New(length, i, i);
            _gradients[_operations[i].Index] = New(length, End - i, End - i);
        }

        _outputs[_operations[^1].Index].Use(_operations.Count);
        _gradients[_operations[^1].Index].Use(_operations.Count);
        if (_operations.OfType<NormalizationOperation>().Any(operation => operation.Inputs[0] == Network.ImagesIndex))
        {
            _gradients[Network.ImagesIndex] = New(_images.Length, End, End);
        }

        for (var i = 0; i < _operations.Count; i++)
        {
            UseInputs(_operations[i], i);
        }

        var inputs = _operations.SelectMany(operation => operation.Inputs).Where(_gradients.ContainsKey);
        var sums = inputs.GroupBy(input => input).Where(group => group.Count() > 1);
        return sums.Select(group => _gradients[group.Key].Length).DefaultIfEmpty().Max();
    }

    void UseInputs(Operation operation, int time)
    {
        foreach (var input in operation.Inputs)
        {
            if (_outputs.TryGetValue(input, out var output))
            {
                output.Use(operation.BackwardReadsInput ? End - time : time);
            }

            if (_gradients.TryGetValue(input, out var gradient))
            {
                gradient.Use(End - time);
            }
        }
    }

    static TrainingTensor New(int length, int first, int last)
    {
        var tensor = new TrainingTensor(length);
        tensor.Use(first);
        tensor.Use(last);
        return tensor;
    }

    ReadOnlySpan<float> Output(int node) => node == Network.ImagesIndex
        ? _images.Span[..(_context.Count * _network.Image.Count)]
        : Span(_outputs[node]);

    /// <summary>The part of a tensor that belongs to this batch.</summary>
    Span<float> Span(TrainingTensor tensor) => _arena.Span(tensor, tensor.Length / Batch * _context.Count);
}
