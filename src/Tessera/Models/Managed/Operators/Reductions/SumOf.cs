namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The sum.</summary>
readonly struct SumOf : IReduction
{
    public static double Start => 0;

    public static double Combine(double result, double value) => result + value;

    public static double Finish(double result, int count) => result;
}
