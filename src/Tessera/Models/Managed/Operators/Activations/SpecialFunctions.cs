namespace Tessera.Models.Managed.Operators.Activations;

/// <summary>Functions in double precision that .NET lacks.</summary>
static class SpecialFunctions
{
    // Beyond it the series needs many terms, and the continued fraction few.
    const double SeriesLimit = 2.5;
    const int SeriesTerms = 60;
    const int FractionTerms = 60;

    /// <summary>erf(x); Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14.</summary>
    public static double Erf(double x) =>
        Math.Abs(x) < SeriesLimit ? Series(x) : Math.CopySign(1 - Tail(Math.Abs(x)), x);

    /// <summary>1 − erf(x), also where that is tiny.</summary>
    public static double Erfc(double x) => x < SeriesLimit ? 1 - Erf(x) : Tail(x);

    /// <summary>1 / (1 + e^−x)</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The function of <see cref="ScaledExponentialLinear"/>.</summary>
    public static double Selu(double x) => 1.0507010 * (x > 0 ? x : 1.6732632 * (Math.Exp(x) - 1));

    /// <summary>log(1 + eˣ)</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    /// <summary>The nearest integer, of two equally near ones the even.</summary>
    public static double Round(double x) => Math.Round(x, MidpointRounding.ToEven);

    static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; n < SeriesTerms; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    static double Tail(double x)
    {
        var denominator = x;
        for (var n = FractionTerms; n >= 1; n--)
        {
            denominator = x + n / 2.0 / denominator;
        }

        return Math.Exp(-x * x) / (denominator * Math.Sqrt(Math.PI));
    }
}
