namespace Tessera.Pipeline;

/// <summary>How many images of a stage may fail before the run does.</summary>
public sealed record ErrorPolicy(OnError OnError, MaxErrors MaxErrors)
{
    /// <exception cref="TesseraException">There are more errors than allowed.</exception>
    internal void Require(string stage, long errors, long images, string? firstError)
    {
        var allowed = OnError == OnError.Fail ? 0 : MaxErrors.Of(images);
        if (errors > allowed)
        {
            throw TesseraException.User(
                $"{stage}: {errors} of {images} images could not be read, allowed are {allowed}; "
                + $"the first: {firstError}; mend or remove them, or raise --max-errors");
        }
    }
}
