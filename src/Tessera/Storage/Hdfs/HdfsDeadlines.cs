namespace Tessera.Storage.Hdfs;

/// <summary>How long what is waited for.</summary>
sealed record HdfsDeadlines
{
    /// <summary>A connection. Default 5 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A name node's answer. Default 20 s.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The next bytes of a transfer. Default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A cluster that never answered. Default 8 s; an attempt may take <see cref="Answer"/> longer.</summary>
    public TimeSpan FirstContact { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>A cluster that did answer, to answer again. Default 2 minutes.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The end of safe mode. Default 5 minutes.</summary>
    public TimeSpan SafeMode { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The first pause before a retry; they double up to <see cref="LongestPause"/>. Default 0.1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between retries. Default 3 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(3);
}
