namespace Tessera.Pipeline;

/// <summary>What a run does when an image cannot be read.</summary>
public enum OnError
{
    /// <summary>Keep a row that says why, and go on, up to a limit.</summary>
    Skip,

    /// <summary>Stop at the first one.</summary>
    Fail,
}
