namespace Tessera.Engines.Spark.Yarn;

/// <summary>
/// Follows an application while Spark starts it: YARN may have no room for it, and says so to nobody who does not ask.
/// </summary>
sealed class YarnWatch(Action<string> say, TimeProvider time)
{
    static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan s_complaint = TimeSpan.FromSeconds(15);

    readonly string _tag = $"tessera-{Guid.NewGuid():N}";
    YarnApplication? _application;

    /// <summary>What makes the application known; the user's own tags win.</summary>
    public IEnumerable<string> Arguments => ["--conf", $"spark.yarn.tags={_tag}"];

    /// <summary>Waits for a session and tells what holds it up; a failure comes with the last that YARN said.</summary>
    public async Task<SparkSession> AccompanyAsync(Task<SparkSession> starting, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var following = FollowAsync(stop.Token);
        try
        {
            return await starting;
        }
        catch (TesseraException failure) when (_application is not null)
        {
            throw TesseraException.Environment($"{failure.Message}; YARN says: {_application}", failure);
        }
        finally
        {
            await stop.CancelAsync();
            await following.ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    async Task FollowAsync(CancellationToken cancellation)
    {
        using var page = new YarnPage(YarnCheck.Managers());
        long? submitted = null;
        var said = default(YarnApplication);
        while (true)
        {
            _application = await page.ApplicationAsync(_tag, cancellation);
            if (_application is not null)
            {
                submitted ??= time.GetTimestamp();
                if (_application != said && time.GetElapsedTime(submitted.Value) > s_complaint)
                {
                    say($"YARN says: {_application}");
                    said = _application;
                }
            }

            await Task.Delay(s_pause, time, cancellation);
        }
    }
}
