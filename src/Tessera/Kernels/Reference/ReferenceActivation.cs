using System.Numerics;

namespace Tessera.Kernels.Reference;

/// <summary>Activations and their derivatives, one value at a time.</summary>
public static class ReferenceActivation
{
    public static T Apply<T>(Activation activation, T x)
        where T : IFloatingPointIeee754<T> => activation switch
        {
            Activation.None => x,
            Activation.Relu => T.Max(x, T.Zero),
            Activation.Relu6 => T.Min(T.Max(x, T.Zero), T.CreateChecked(6)),
            Activation.Gelu => x * Distribution(x),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
        };

    public static T Derivative<T>(Activation activation, T x)
        where T : IFloatingPointIeee754<T> => activation switch
        {
            Activation.None => T.One,
            Activation.Relu => x > T.Zero ? T.One : T.Zero,
            Activation.Relu6 => x > T.Zero && x < T.CreateChecked(6) ? T.One : T.Zero,
            Activation.Gelu => Distribution(x) + (x * Density(x)),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "not an activation"),
        };

    // Φ(x) of the standard normal distribution
    static T Distribution<T>(T x)
        where T : IFloatingPointIeee754<T> => T.CreateChecked(0.5 * (1 + Erf(double.CreateChecked(x) / Math.Sqrt(2))));

    static T Density<T>(T x)
        where T : IFloatingPointIeee754<T>
    {
        var value = double.CreateChecked(x);
        return T.CreateChecked(Math.Exp(-0.5 * value * value) / Math.Sqrt(2 * Math.PI));
    }

    // Maclaurin series: exact to the last bits up to 3; beyond, the continued fraction of erfc (Abramowitz & Stegun
    // 7.1.14)
    static double Erf(double x)
    {
        if (Math.Abs(x) > 3)
        {
            return Math.Sign(x) * (1 - ErfcOfLarge(Math.Abs(x)));
        }

        var (term, sum) = (x, x);
        for (var n = 1; n < 100; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }

    static double ErfcOfLarge(double x)
    {
        var fraction = x;
        for (var n = 60; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
