namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The smallest number.</summary>
readonly struct MinimumOf : IReduction
{
    public static double Start => double.PositiveInfinity;

    public static double Combine(double result, double value) => Math.Min(result, value);

    public static double Finish(double result, int count) => result;
}
