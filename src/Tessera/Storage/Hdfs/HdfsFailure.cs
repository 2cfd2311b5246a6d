namespace Tessera.Storage.Hdfs;

/// <summary>A request that failed, before it is decided what to do about it. It never leaves this folder.</summary>
sealed class HdfsFailure(FailureCause cause, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public FailureCause Cause => cause;

    /// <summary>The data node that was lost, as its URL named it.</summary>
    public Uri? DataNode { get; init; }

    /// <summary>Whether the same request may succeed later or elsewhere.</summary>
    public bool MayPass => cause is FailureCause.NameNodeSilent or FailureCause.Standby or FailureCause.SafeMode
        or FailureCause.DataNodeLost or FailureCause.Passing;

    /// <summary>The other side's answer, in one line that says which request it was an answer to.</summary>
    public TesseraException ToException(string verb, string url)
    {
        var text = $"cannot {verb} '{url}': {Message}";
        return cause is FailureCause.Wrong
            ? TesseraException.User(text, this)
            : TesseraException.Environment(text, this);
    }
}
