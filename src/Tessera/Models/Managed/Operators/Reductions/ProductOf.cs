namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The product.</summary>
readonly struct ProductOf : IReduction
{
    public static double Start => 1;

    public static double Combine(double result, double value) => result * value;

    public static double Finish(double result, int count) => result;
}
