namespace Tessera.Models;

/// <summary>What both runtimes check before they run a signature.</summary>
static class Signatures
{
    const int MaximumThreads = 1024;

    /// <summary>The signature of that name.</summary>
    /// <exception cref="TesseraException">The model has none.</exception>
    public static Signature Require(this IEnumerable<Signature> signatures, string name, string location) =>
        signatures.FirstOrDefault(signature => signature.Name == name) ?? throw TesseraException.User(
            $"the model '{location}' has no signature '{name}' of arrays of numbers; "
            + $"it has: {string.Join(", ", signatures.Select(signature => signature.Name).DefaultIfEmpty("none"))}");

    /// <summary>The number of threads.</summary>
    /// <exception cref="TesseraException">It is not allowed.</exception>
    public static int RequireThreads(this SessionOptions options) => options.Threads is >= 1 and <= MaximumThreads
        ? options.Threads
        : throw TesseraException.User(
            $"a model cannot run on {options.Threads} threads; 1 to {MaximumThreads} is allowed");

    /// <summary>The tensors in the order of the signature's inputs.</summary>
    /// <exception cref="TesseraException">One is missing, unknown, or does not fit.</exception>
    public static Tensor[] Match(this Signature signature, IReadOnlyDictionary<string, Tensor> tensors)
    {
        var unknown = tensors.Keys.Except(signature.Inputs.Select(input => input.Key)).FirstOrDefault();
        if (unknown is not null)
        {
            throw TesseraException.User(
                $"the signature '{signature.Name}' has no input '{unknown}'; it takes: {signature.Describe()}");
        }

        return [.. signature.Inputs.Select(input => Match(signature, input, tensors.GetValueOrDefault(input.Key)))];
    }

    /// <summary>The shape of <paramref name="count"/> rows of a signature's only input.</summary>
    /// <param name="signature">
    /// It must have one float32 input, whose extents but the first are known, and one output.
    /// </param>
    /// <param name="count">The rows.</param>
    /// <param name="length">The numbers in all rows.</param>
    /// <exception cref="TesseraException">The signature is another, or the numbers are too few or too many.</exception>
    public static TensorShape ImageShape(this Signature signature, int count, int length)
    {
        if (signature is not { Inputs: [{ Type: ElementType.Float32, Dimensions: [_, .. var row] }], Outputs.Length: 1 }
            || row.Contains(-1))
        {
            throw TesseraException.User(
                $"the signature '{signature.Name}' is not one of images: it takes {signature.Describe()}");
        }

        if (count < 1)
        {
            throw TesseraException.User($"a batch of {count} images cannot be run; at least 1 is needed");
        }

        var shape = new TensorShape([count, .. row]);
        return shape.ElementCount == length
            ? shape
            : throw TesseraException.User(
                $"{count} images {shape} are {shape.ElementCount} numbers, but {length} were given");
    }

    static string Describe(this Signature signature) => string.Join("; ", signature.Inputs);

    static Tensor Match(Signature signature, TensorSpecification input, Tensor? tensor)
    {
        if (tensor is null)
        {
            throw TesseraException.User($"the signature '{signature.Name}' needs the input {input}");
        }

        return tensor.Type == input.Type && (input.Dimensions is not { } known || Fits(tensor.Shape, known.AsSpan()))
            ? tensor
            : throw TesseraException.User($"{tensor.Type} {tensor.Shape} does not fit the input {input}");
    }

    static bool Fits(TensorShape shape, ReadOnlySpan<int> dimensions)
    {
        if (shape.Rank != dimensions.Length)
        {
            return false;
        }

        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] >= 0 && dimensions[axis] != shape[axis])
            {
                return false;
            }
        }

        return true;
    }
}
