using Tessera.Networks;
using Tessera.Training.Execution;

namespace Tessera.Training;

/// <summary>What each parameter holds before the first step.</summary>
static class Initialization
{
    /// <summary>Fills all parameters but whitening kernels, which need images: see <see cref="Whitening"/>.</summary>
    public static void Fill(Network network, ulong seed, WeightSet weights)
    {
        for (var i = 0; i < network.Parameters.Length; i++)
        {
            var parameter = network.Parameters[i];
            Fill(parameter, new RandomStream(seed, RandomPurpose.Initialization, i), weights[parameter]);
        }
    }

    static void Fill(Parameter parameter, RandomStream random, Span<float> values)
    {
        var (fanIn, fanOut) = Fans(parameter);
        switch (parameter.Initializer)
        {
            case Initializer.Zeros or Initializer.Whitening:
                values.Clear();
                break;
            case Initializer.Ones:
                values.Fill(1);
                break;
            case Initializer.GlorotUniform:
                FillUniform(random, Math.Sqrt(6.0 / (fanIn + fanOut)), values);
                break;
            case Initializer.HeUniform:
                FillUniform(random, Math.Sqrt(6.0 / fanIn), values);
                break;
            case Initializer.FanInUniform:
                FillUniform(random, Math.Sqrt(1.0 / fanIn), values);
                break;
            case Initializer.Dirac:
                FillUniform(random, Math.Sqrt(1.0 / fanIn), values);
                PassThrough(parameter, values);
                break;
            default:
                throw new InvalidOperationException($"initializer {parameter.Initializer}");
        }
    }

    static (int In, int Out) Fans(Parameter parameter)
    {
        if (parameter.Role != ParameterRole.Kernel)
        {
            return (1, 1);
        }

        var window = parameter.Dimensions.SkipLast(2).Aggregate(1, (product, length) => product * length);
        return (window * parameter.Dimensions[^2], window * parameter.Dimensions[^1]);
    }

    static void FillUniform(RandomStream random, double bound, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = (float)((2 * random.NextDouble() - 1) * bound);
        }
    }

    /// <summary>Filter i takes channel i from the window's centre and nothing else.</summary>
    static void PassThrough(Parameter parameter, Span<float> values)
    {
        var (height, width, inputs, filters) = (
            parameter.Dimensions[0], parameter.Dimensions[1], parameter.Dimensions[2], parameter.Dimensions[3]);
        var passing = Math.Min(inputs, filters);
        for (var row = 0; row < height * width * inputs; row++)
        {
            values.Slice(row * filters, passing).Clear();
        }

        var centre = (height / 2 * width + width / 2) * inputs;
        for (var channel = 0; channel < passing; channel++)
        {
            values[(centre + channel) * filters + channel] = 1;
        }
    }
}
