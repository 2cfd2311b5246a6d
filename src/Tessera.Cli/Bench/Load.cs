namespace Tessera.Cli.Bench;

/// <summary>What a runtime is asked to do for some seconds.</summary>
/// <param name="Batch">Images a call.</param>
/// <param name="Sessions">Calls side by side.</param>
/// <param name="Threads">Threads a call.</param>
/// <param name="Seconds">How long.</param>
readonly record struct Load(int Batch, int Sessions, int Threads, double Seconds);
