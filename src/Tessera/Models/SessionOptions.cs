namespace Tessera.Models;

/// <summary>How a model is to run.</summary>
public sealed record SessionOptions
{
    /// <summary>
    /// Default <see cref="Models.Signature.DefaultName"/>; allowed: a name of <see cref="IModel.Signatures"/>.
    /// </summary>
    public string Signature { get; init; } = Models.Signature.DefaultName;

    /// <summary>Threads that compute one batch. Default 1; allowed: 1 to 1024. Results do not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
