namespace Tessera.Storage.Hdfs;

/// <summary>
/// What people should know while storage keeps them waiting. Static, because storage is opened from URLs wherever a
/// task runs; whoever talks to people subscribes for as long as it does.
/// </summary>
public static class HdfsNotices
{
    /// <summary>One line, once for each time of waiting; raised on any thread.</summary>
    public static event Action<string>? Waiting;

    internal static void Tell(string line) => Waiting?.Invoke(line);
}
