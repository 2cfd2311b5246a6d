namespace Tessera;

/// <summary>
/// Who can mend a failure. A bug is neither: it is any other exception, shown with its stack (exit code 1).
/// </summary>
public enum FailureKind
{
    /// <summary>The user, by another option or another file. Exit code 2.</summary>
    User,

    /// <summary>
    /// Nobody but time or an administrator: network, disk, cluster. Exit code 3; the same command resumes.
    /// </summary>
    Environment,
}
