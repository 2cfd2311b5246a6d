namespace Tessera.Models.Managed.Operators.Reductions;

/// <summary>What becomes of many numbers; computed in double precision, whatever their type.</summary>
interface IReduction
{
    /// <summary>The result of no numbers.</summary>
    static abstract double Start { get; }

    /// <summary>The result with one number more.</summary>
    static abstract double Combine(double result, double value);

    /// <summary>The last touch, when all numbers are in.</summary>
    static abstract double Finish(double result, int count);
}
