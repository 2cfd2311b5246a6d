using Tessera.Imaging;

namespace Tessera.Results.Report;

/// <summary>A mistake with its image, when that is at hand.</summary>
public sealed record MistakePicture(Mistake Mistake, Picture? Picture);
