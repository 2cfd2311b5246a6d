using System.Collections.Immutable;

namespace Tessera.Models;

/// <summary>
/// A loaded SavedModel: weights, read once, immutable and shared by all of its sessions. Safe to use from many threads.
/// </summary>
public interface IModel : IDisposable
{
    /// <summary>Where it was read from, for messages.</summary>
    string Location { get; }

    /// <summary>What <c>assets.extra/tessera.json</c> says; null for a model that Tessera did not write.</summary>
    ModelMetadata? Metadata { get; }

    /// <summary>The functions that it offers, ordered by name.</summary>
    ImmutableArray<Signature> Signatures { get; }

    /// <summary>
    /// How many small images a session computes fastest at once; of large ones fewer. Results do not depend on it.
    /// </summary>
    int BestBatch { get; }

    /// <summary>Opens what one task needs to run it: memory for activations, threads.</summary>
    /// <exception cref="TesseraException">There is no such signature, or the runtime cannot execute it.</exception>
    IModelSession OpenSession(SessionOptions options);
}
