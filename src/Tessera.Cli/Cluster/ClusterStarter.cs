using Tessera.Cli.Cluster.Configuration;

namespace Tessera.Cli.Cluster;

/// <summary>Starts what is missing of a cluster, and waits until all of it works.</summary>
sealed class ClusterStarter(ClusterFolder folder, TimeProvider time, Action<string> tell)
{
    static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(3);
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(15);

    readonly DaemonLauncher _launcher = new(folder, time);

    /// <exception cref="TesseraException">Something is missing, is not allowed, or does not start.</exception>
    public async Task<ClusterState> UpAsync(DaemonCounts counts, CancellationToken cancellation)
    {
        counts.Require();
        RequireLinux();
        Directory.CreateDirectory(folder.Path);
        using var exclusive = await ClusterLock.AcquireAsync(folder, time, tell, cancellation);
        var present = ClusterState.Read(folder) ?? RequireEmpty();
        var plan = PlanOf(present, counts);
        var missing = plan.Daemons.Where(daemon => ClusterInspector.ProcessOf(folder, daemon) is null).ToList();
        if (missing.Count > 0)
        {
            await StartAsync(plan, missing, cancellation);
        }
        else
        {
            tell($"runs already: {plan.Daemons.Count} daemons");
        }

        await WaitAsync(plan, cancellation);
        return plan;
    }

    static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw TesseraException.Environment(
                "`tessera cluster` runs on Linux only: elsewhere use the compose file in deploy/");
        }
    }

    /// <summary>What <c>down --delete-data</c> deletes must be the cluster's alone.</summary>
    ClusterState RequireEmpty()
    {
        var foreign = Directory.EnumerateFileSystemEntries(folder.Path)
            .FirstOrDefault(path => path != folder.LockFile && path != folder.UnfinishedStateFile);
        return foreign is null
            ? ClusterState.Empty
            : throw TesseraException.User(
                $"'{folder}' is not a cluster's, and holds '{Path.GetFileName(foreign)}': choose an empty --folder");
    }

    ClusterState PlanOf(ClusterState present, DaemonCounts counts)
    {
        var taken = present.Daemons.SelectMany(daemon => daemon.Ports.Values);
        var plan = ClusterPlan.Of(present, counts, new FreePorts(folder, taken));
        foreach (var daemon in ClusterPlan.Surplus(present, plan))
        {
            if (daemon.Kind == DaemonKinds.DataNode.Name)
            {
                throw TesseraException.User(
                    $"{daemon.Name} holds data: a cluster may grow, but has fewer data nodes only after "
                    + "`tessera cluster down --delete-data`");
            }

            if (ClusterInspector.ProcessOf(folder, daemon) is not null)
            {
                throw TesseraException.User(
                    $"{daemon.Name} runs, and you want fewer: `tessera cluster down` first (data is kept)");
            }
        }

        return plan;
    }

    async Task StartAsync(ClusterState plan, List<Daemon> missing, CancellationToken cancellation)
    {
        _ = JavaInstallation.Require();
        missing.ForEach(daemon => DaemonKinds.Of(daemon).Installation().Require());
        plan.Write(folder);
        foreach (var part in folder.Parts)
        {
            Directory.CreateDirectory(part);
        }

        ConfigurationFiles.Write(folder, plan, NodeResources.OfThisMachine, Installation.Hadoop().Require());
        if (!Directory.Exists(folder.DataOf(plan.NameNode)))
        {
            tell("formatting the name node");
            await _launcher.FormatAsync(plan.NameNode, cancellation);
        }

        tell($"starting {string.Join(", ", missing.Select(daemon => daemon.Name))}");
        missing.ForEach(daemon => _launcher.Start(plan, daemon));
    }

    /// <summary>All must work: a name node, for one, leaves safe mode when its data nodes have come.</summary>
    async Task WaitAsync(ClusterState state, CancellationToken cancellation)
    {
        using var probe = new HealthProbe();
        var start = time.GetTimestamp();
        var lastTold = start;
        var pending = state.Daemons;
        while (true)
        {
            var ailing = await AilingAsync(state, pending, probe, cancellation);
            pending = [.. ailing.Select(status => status.Daemon)];
            if (pending.Count == 0)
            {
                return;
            }

            if (time.GetElapsedTime(start) > s_deadline)
            {
                throw TooLate(ailing[0]);
            }

            if (time.GetElapsedTime(lastTold) > s_longestSilence)
            {
                lastTold = time.GetTimestamp();
                tell($"waiting for {string.Join(", ", pending.Select(daemon => daemon.Name))}");
            }

            await Task.Delay(s_pause, time, cancellation);
        }
    }

    async Task<IReadOnlyList<DaemonStatus>> AilingAsync(
        ClusterState state, IReadOnlyList<Daemon> pending, HealthProbe probe, CancellationToken cancellation)
    {
        var all = await Task.WhenAll(pending.Select(
            daemon => ClusterInspector.StatusAsync(folder, state, daemon, probe, cancellation)));
        foreach (var status in all)
        {
            if (status.Condition == DaemonCondition.Running)
            {
                tell($"{status.Daemon.Name} runs: {status.Daemon.Web}");
            }
            else if (status.Condition != DaemonCondition.Unready && !_launcher.HasLiving(status.Daemon))
            {
                throw TesseraException.Environment(
                    $"{status.Daemon.Name} has ended: {_launcher.LastWords(status.Daemon)}; "
                    + $"its log is {folder.LogOf(status.Daemon)}");
            }
        }

        return [.. all.Where(status => status.Condition != DaemonCondition.Running)];
    }

    TesseraException TooLate(DaemonStatus status) => TesseraException.Environment(
        $"{Describe(status)}, after {s_deadline.TotalMinutes:0} minutes: {_launcher.LastWords(status.Daemon)}; "
        + $"its log is {folder.LogOf(status.Daemon)}; the same command goes on waiting");

    static string Describe(DaemonStatus status) => $"{status.Daemon.Name} {status.Ailment ?? "is starting"}";
}
