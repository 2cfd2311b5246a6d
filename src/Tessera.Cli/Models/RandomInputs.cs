using Tessera.Models;

namespace Tessera.Cli.Models;

/// <summary>Inputs that any signature takes: numbers from a seed.</summary>
static class RandomInputs
{
    /// <summary>One tensor for each input; floats from −1 to 1, integers from 0 to 255.</summary>
    /// <param name="signature">What takes them.</param>
    /// <param name="rows">The first extent where it is open; others that are open become 1.</param>
    /// <param name="seed">The same gives the same numbers.</param>
    /// <exception cref="TesseraException">An input has no shape, or a type that cannot be made up.</exception>
    public static Dictionary<string, Tensor> Of(Signature signature, int rows, int seed)
    {
        var random = new Random(seed);
        return signature.Inputs.ToDictionary(input => input.Key, input => Of(input, rows, random));
    }

    static Tensor Of(TensorSpecification input, int rows, Random random)
    {
        if (input.Dimensions is not { } dimensions)
        {
            throw TesseraException.User($"the input {input} has no shape: give its values with --input");
        }

        var shape = new TensorShape([.. dimensions.Select((extent, axis) => extent >= 0 ? extent : axis == 0 ? rows : 1)]);
        return input.Type switch
        {
            ElementType.Float32 => Fill(shape, () => (float)((2 * random.NextDouble()) - 1)),
            ElementType.Float64 => Fill(shape, () => (2 * random.NextDouble()) - 1),
            ElementType.Int32 => Fill(shape, () => random.Next(256)),
            ElementType.Int64 => Fill(shape, () => (long)random.Next(256)),
            ElementType.UInt8 => Fill(shape, () => (byte)random.Next(256)),
            ElementType.Boolean => Fill(shape, () => random.Next(2) == 1),
            _ => throw TesseraException.User($"values for the input {input} cannot be made up: give --input"),
        };
    }

    static Tensor Fill<T>(TensorShape shape, Func<T> next)
        where T : unmanaged
    {
        var values = new T[shape.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }

        return Tensor.Of<T>(shape, values);
    }
}
