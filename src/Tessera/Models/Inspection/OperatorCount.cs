namespace Tessera.Models.Inspection;

/// <summary>How often a graph uses one of TensorFlow's operators, functions inlined.</summary>
public sealed record OperatorCount(string Name, int Count);
