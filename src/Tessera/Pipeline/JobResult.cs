using Tessera.Results;

namespace Tessera.Pipeline;

/// <summary>What a job left: the URLs of the run's folder and of its report, and the figures.</summary>
public sealed record JobResult(string Run, Metrics Metrics, string Report);
