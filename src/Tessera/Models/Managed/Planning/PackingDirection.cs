namespace Tessera.Models.Managed.Planning;

/// <summary>What a convolution's weights are packed for.</summary>
enum PackingDirection
{
    /// <summary>From images to results.</summary>
    Forward,

    /// <summary>From results to images.</summary>
    Backward,
}
