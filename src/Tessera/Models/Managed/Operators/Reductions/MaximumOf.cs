namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>The largest number.</summary>
readonly struct MaximumOf : IReduction
{
    public static double Start => double.NegativeInfinity;

    public static double Combine(double result, double value) => Math.Max(result, value);

    public static double Finish(double result, int count) => result;
}
