using System.Collections.Immutable;
using Tessera.Models.Managed.Graphs;

namespace Tessera.Models.Managed.Planning;

/// <summary>
/// What an operator sees of its node while a plan is made: inputs whose types and shapes are known, and the ways to say
/// what the outputs are — known now, another view of an input, or computed by a step. Messages of the exceptions that
/// an operator throws need not name the node.
/// </summary>
sealed class NodeBinding(Node node, ImmutableArray<Operand> inputs, PreparedWeights prepared)
{
    readonly List<Operand> _outputs = [];
    readonly List<Operand> _scratch = [];
    Operand? _inPlace;
    long _multiplications;
    long _others;

    /// <summary>TensorFlow's name of the operation.</summary>
    public string Operator => node.Operator;

    /// <summary>The node's attributes.</summary>
    public NodeAttributes Attributes => node.Attributes;

    /// <summary>How many inputs it has.</summary>
    public int InputCount => inputs.Length;

    /// <summary>All outputs so far, in order.</summary>
    public IReadOnlyList<Operand> Outputs => _outputs;

    /// <summary>What computes the outputs; null when they are known or views.</summary>
    public Step? Step { get; private set; }

    /// <summary>One of the inputs.</summary>
    /// <exception cref="TesseraException">The node has fewer.</exception>
    public Operand Input(int index) => index < inputs.Length
        ? inputs[index]
        : throw TesseraException.User($"it has {inputs.Length} inputs, but needs at least {index + 1}");

    /// <summary>One of the inputs, which must be float32.</summary>
    /// <exception cref="TesseraException">It is not.</exception>
    public Operand FloatInput(int index) => Input(index) is { Type: ElementType.Float32 } input
        ? input
        : throw TesseraException.User($"its input {index} is {Input(index).Type}; only Float32 is supported");

    /// <summary>One of the inputs, which must be float32 and of a certain rank.</summary>
    /// <exception cref="TesseraException">It is not.</exception>
    public Operand FloatInput(int index, int rank) => FloatInput(index) is var input && input.Shape.Rank == rank
        ? input
        : throw TesseraException.User($"its input {index} has the shape {input.Shape}; {rank} axes are needed");

    /// <summary>The value of an input that must be known before the model runs.</summary>
    /// <exception cref="TesseraException">It depends on what the pixels are.</exception>
    public Tensor ConstantInput(int index) => Input(index).Constant ?? throw TesseraException.User(
        $"its input {index} depends on the values of the model's inputs, which is not supported");

    /// <summary>The value of an input that holds sizes, axes or the like.</summary>
    /// <exception cref="TesseraException">It is no integer, does not fit in 32 bits or is not known.</exception>
    public int[] ConstantIntegers(int index)
    {
        var constant = ConstantInput(index);
        return constant.Type switch
        {
            ElementType.Int32 => constant.Values<int>().ToArray(),
            ElementType.Int64 => [.. constant.Values<long>().ToArray().Select(Narrow)],
            _ => throw TesseraException.User($"its input {index} is {constant.Type}; integers are needed"),
        };
    }

    /// <summary>The value of an input that holds one size, axis or the like.</summary>
    /// <exception cref="TesseraException">It holds several, is no integer or is not known.</exception>
    public int ConstantInteger(int index) => ConstantIntegers(index) is [var value]
        ? value
        : throw TesseraException.User($"its input {index} must hold one integer");

    /// <summary>The next output is known now.</summary>
    public void OutputKnown(Tensor value) => _outputs.Add(Operand.Of(value));

    /// <summary>The next output is an input's elements under another shape.</summary>
    public void OutputView(Operand input, TensorShape shape) => _outputs.Add(input.Reshape(shape));

    /// <summary>The next output is computed into memory of its own.</summary>
    public Operand Output(ElementType type, TensorShape shape)
    {
        _outputs.Add(Operand.Computed(type, shape));
        return _outputs[^1];
    }

    /// <summary>
    /// The next output is computed into memory that may be the input's: element i of the output is written after
    /// element i of the input has been read, and no other element of the input is read later.
    /// </summary>
    public Operand OutputInPlace(Operand input)
    {
        _inPlace = input;
        return Output(input.Type, input.Shape);
    }

    /// <summary>Memory that only this node's step uses.</summary>
    public Operand Scratch(ElementType type, TensorShape shape)
    {
        _scratch.Add(Operand.Computed(type, shape));
        return _scratch[^1];
    }

    /// <summary>What computes the outputs.</summary>
    public void Compute(Action<Execution> run) =>
        Step = new Step(inputs, [.. _outputs, .. _scratch], _inPlace, run) { Flops = Flops() };

    /// <summary>
    /// A convolution and its weights in the kernels' order, shared by all plans and sessions of the model.
    /// </summary>
    public PreparedConvolution Prepare(Kernels.ConvolutionShape shape, Tensor weights) =>
        Prepare(shape, weights, PackingDirection.Forward);

    /// <summary>The same for its gradient by the input.</summary>
    public PreparedConvolution PrepareBackward(Kernels.ConvolutionShape shape, Tensor weights) =>
        Prepare(shape, weights, PackingDirection.Backward);

    PreparedConvolution Prepare(Kernels.ConvolutionShape shape, Tensor weights, PackingDirection direction)
    {
        var found = prepared.Get(shape, weights, direction);
        _multiplications += found.Convolution.Shape.Multiplications; // of a shape that has been checked
        return found;
    }

    /// <summary>Counts the multiplications of products of computed matrices, in all of the batch.</summary>
    public void CountMultiplications(long count) => _others = Saturate((Int128)_others + count);

    // One row of the first input is one image.
    long Flops() => Saturate(2 * (_others
        + (_multiplications == 0 ? 0 : (Int128)_multiplications * Rows(inputs[0].Shape))));

    // Of shapes from a file, whose tensors may be small nevertheless.
    static long Saturate(Int128 count) => (long)Int128.Min(count, long.MaxValue);

    static int Rows(TensorShape shape) => shape.Rank == 0 ? 1 : shape[0];

    static int Narrow(long value) => value is >= int.MinValue and <= int.MaxValue
        ? (int)value
        : throw TesseraException.User($"{value} does not fit in 32 bits");
}
