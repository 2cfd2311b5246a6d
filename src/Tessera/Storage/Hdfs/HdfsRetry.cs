namespace Tessera.Storage.Hdfs;

/// <summary>
/// One operation's patience: pauses that grow, with jitter so that many processes do not return at once, and the
/// deadline after which the failure is final.
/// </summary>
sealed class HdfsRetry(HdfsCluster cluster, string verb, string url)
{
    readonly HdfsDeadlines _deadlines = cluster.Deadlines;
    readonly TimeProvider _time = cluster.Time;
    readonly Random _jitter = new(HashCode.Combine(Environment.ProcessId, url));

    long? _firstFailure;
    int _failures;

    /// <summary>Returns when it may be tried again.</summary>
    /// <exception cref="TesseraException">It may not.</exception>
    public async Task PauseAsync(HdfsFailure failure, CancellationToken cancellation)
    {
        _firstFailure ??= _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_firstFailure.Value);
        if (!failure.MayPass || elapsed >= Patience(failure))
        {
            throw GiveUp(failure, elapsed);
        }

        if (failure.Cause == FailureCause.SafeMode)
        {
            cluster.TellWaiting($"waiting for HDFS to leave safe mode ({failure.Message})");
        }

        // A pair's other name node is asked at once.
        if (++_failures % cluster.Alternatives(failure) == 0)
        {
            await Task.Delay(NextPause(), _time, cancellation);
        }
    }

    TimeSpan Patience(HdfsFailure failure) => failure.Cause switch
    {
        FailureCause.SafeMode => _deadlines.SafeMode,
        FailureCause.NameNodeSilent when !cluster.HasAnswered => _deadlines.FirstContact,
        _ => _deadlines.Retry,
    };

    TimeSpan NextPause()
    {
        var grown = _deadlines.FirstPause * (1 << Math.Min(_failures - 1, 16));
        var pause = grown < _deadlines.LongestPause ? grown : _deadlines.LongestPause;
        return pause * (0.5 + (0.5 * _jitter.NextDouble()));
    }

    TesseraException GiveUp(HdfsFailure failure, TimeSpan elapsed) => failure.Cause switch
    {
        FailureCause.SafeMode => TesseraException.Environment(
            $"cannot {verb} '{url}': HDFS is still in safe mode after {elapsed.TotalMinutes:0} minutes "
            + $"({failure.Message}); 'hdfs dfsadmin -safemode get' says why, then run the command again",
            failure),
        FailureCause.NameNodeSilent or FailureCause.Standby => TesseraException.Environment(
            $"cannot {verb} '{url}': {failure.Message}{cluster.Advice}", failure),
        _ => failure.ToException(verb, url),
    };
}
