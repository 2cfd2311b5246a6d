namespace Tessera.Cli.Bench;

/// <summary>What came of one runtime.</summary>
/// <param name="Name">The runtime.</param>
/// <param name="Load">Its best way.</param>
/// <param name="Rates">Images a second of each turn, ascending.</param>
/// <param name="PeakMemory">Of its process, in bytes.</param>
sealed record InferResult(string Name, Load Load, IReadOnlyList<double> Rates, long PeakMemory)
{
    public double Median => Rates[Rates.Count / 2];
}
