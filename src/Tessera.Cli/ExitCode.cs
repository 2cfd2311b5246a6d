namespace Tessera.Cli;

/// <summary>What the process answers.</summary>
static class ExitCode
{
    public const int Success = 0;

    /// <summary>A bug of Tessera.</summary>
    public const int Bug = 1;

    /// <summary>The user can mend it: an option, a file.</summary>
    public const int User = 2;

    /// <summary>Network, disk, cluster: the same command resumes.</summary>
    public const int Environment = 3;

    /// <summary>The runtimes do not agree on a model.</summary>
    public const int Different = 4;

    /// <summary>128 + SIGINT, as shells have it: the same command resumes.</summary>
    public const int Interrupted = 130;
}
