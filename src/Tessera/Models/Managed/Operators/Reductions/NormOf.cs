namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The square root of the sum of squares.</summary>
readonly struct NormOf : IReduction
{
    public static double Start => 0;

    public static double Combine(double result, double value) => result + value * value;

    public static double Finish(double result, int count) => Math.Sqrt(result);
}
