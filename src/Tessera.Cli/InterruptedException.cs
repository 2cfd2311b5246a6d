namespace Tessera.Cli;

/// <summary>The user has ended work of which nothing is left.</summary>
sealed class InterruptedException() : OperationCanceledException("interrupted");
