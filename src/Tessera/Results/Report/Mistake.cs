namespace Tessera.Results.Report;

/// <summary>A wrong answer, and where its image lies: row <paramref name="Row"/> of the shard.</summary>
public sealed record Mistake(string Key, string Shard, long Row, int Label, int Predicted, double Confidence);
