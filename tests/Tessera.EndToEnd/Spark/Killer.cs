using System.Globalization;

namespace Tessera.EndToEnd.Spark;

/// <summary>
/// Kills what belongs to a job on YARN, at random moments and in random order, each kind as often as the others. Only
/// what ran until then counts.
/// </summary>
sealed class Killer(SharedCluster cluster, int seed)
{
    /// <summary>What the system says of a process that SIGKILL ended.</summary>
    public const int ExitCodeOfKilled = 128 + 9;

    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(12);
    static readonly TimeSpan s_longestPauseOfLooks = TimeSpan.FromSeconds(1);
    static readonly TimeSpan s_longestJob = TimeSpan.FromMinutes(8);

    readonly Random _order = new(seed);
    readonly Random _moments = new(seed);
    readonly Queue<Victim> _next = [];
    readonly SortedDictionary<Victim, int> _kills = [];

    public int Kills => _kills.Values.Sum();

    /// <summary>Kills again and again until the job ends, or so many have been killed in all.</summary>
    public async Task<TesseraOutcome> AccompanyAsync(TesseraProcess job, int most)
    {
        while (Kills < most && await job.EndAsync(s_longestPause * _moments.NextDouble()) is null)
        {
            await KillNextAsync(job);
        }

        var outcome = await job.EndAsync(s_longestJob);
        Assert.True(outcome is not null, $"{this}: the job hangs");
        return outcome;
    }

    /// <summary>Such as <c>seed 1, killed: Driver 2, Worker 1</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}, killed: {string.Join(", ", _kills.Select(kills => $"{kills.Key} {kills.Value}"))}");

    /// <summary>When the job ends before it has what is next, that stays next.</summary>
    async Task KillNextAsync(TesseraProcess job)
    {
        if (_next.Count == 0)
        {
            var victims = Enum.GetValues<Victim>();
            _order.Shuffle(victims);
            Array.ForEach(victims, _next.Enqueue);
        }

        if (await KillAsync(_next.Peek(), job))
        {
            var victim = _next.Dequeue();
            _kills[victim] = _kills.GetValueOrDefault(victim) + 1;
        }
    }

    /// <summary>Whether it ran until then.</summary>
    Task<bool> KillAsync(Victim victim, TesseraProcess job) => victim switch
    {
        Victim.Driver => KillDriverAsync(job),
        Victim.Worker => KillContainerAsync(SharedCluster.Worker, job),
        Victim.Executor => KillContainerAsync(SharedCluster.Executor, job),
        Victim.DataNode => cluster.RestartAsync("data-node-2"),
        Victim.NodeManager => cluster.RestartAsync("node-manager-1"),
        _ => throw new ArgumentOutOfRangeException(nameof(victim), victim, "is not in the table"),
    };

    static async Task<bool> KillDriverAsync(TesseraProcess job)
    {
        await job.KillAsync();
        return await job.EndAsync(s_longestJob) is { ExitCode: ExitCodeOfKilled };
    }

    /// <summary>Looks at random moments until there is one, or the job has ended.</summary>
    async Task<bool> KillContainerAsync(string program, TesseraProcess job)
    {
        while (await job.EndAsync(s_longestPauseOfLooks * _moments.NextDouble()) is null)
        {
            var running = cluster.Containers(program);
            if (running.Count > 0 && await Signal.SendAsync("-KILL", running[_moments.Next(running.Count)]))
            {
                return true;
            }
        }

        return false;
    }
}
