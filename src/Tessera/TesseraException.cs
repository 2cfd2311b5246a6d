namespace Tessera;

/// <summary>
/// A failure that is not a bug: one line for the user that says what failed, with which value, what is allowed
/// and what to do.
/// </summary>
public sealed class TesseraException : Exception
{
    TesseraException(FailureKind kind, string message, Exception? inner)
        : base(message, inner) => Kind = kind;

    /// <summary>Who can mend it; decides the exit code.</summary>
    public FailureKind Kind { get; }

    /// <summary>The user's: a wrong option, a file that is not what it should be. Exit code 2.</summary>
    public static TesseraException User(string message, Exception? inner = null) =>
        new(FailureKind.User, message, inner);

    /// <summary>The environment's: network, disk, cluster. The same command resumes. Exit code 3.</summary>
    public static TesseraException Environment(string message, Exception? inner = null) =>
        new(FailureKind.Environment, message, inner);
}
