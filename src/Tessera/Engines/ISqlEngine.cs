namespace Tessera.Engines;

/// <summary>An engine that also answers SQL over files of the store, in the session that its stages run in.</summary>
public interface ISqlEngine : IEngine
{
    /// <summary>
    /// Runs statements, separated by semicolons. The last one gives at least one row, each a JSON object: none means
    /// that some statement failed.
    /// </summary>
    /// <param name="purpose">The step that asks, for messages.</param>
    /// <param name="statements">What is run.</param>
    /// <param name="cancellation">Ends the statement that runs.</param>
    /// <exception cref="TesseraException">One failed.</exception>
    Task<IReadOnlyList<string>> QueryAsync(string purpose, string statements, CancellationToken cancellation);
}
