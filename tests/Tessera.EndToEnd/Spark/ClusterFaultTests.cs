namespace Tessera.EndToEnd.Spark;

/// <summary>What breaks under a job on YARN costs no image, and what cannot be survived is one line.</summary>
[Collection(SharedCluster.Name)]
public sealed class ClusterFaultTests(SharedCluster cluster)
{
    const int EnvironmentError = 3;

    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task A_name_node_that_is_killed_and_restarts_into_safe_mode_costs_no_image()
    {
        const string Store = "safe-mode";
        using (var job = cluster.StartOnYarn(Store))
        {
            await cluster.WorkerAsync(job);
            await cluster.RestartIntoSafeModeAsync(TimeSpan.FromSeconds(10));
            var outcome = await job.EndAsync(s_longest);
            TestContext.Current.TestOutputHelper?.WriteLine($"{outcome}");
            Assert.True(outcome is { ExitCode: 0 or EnvironmentError }, $"{outcome}");
        }

        (await cluster.RunOnYarnAsync(Store)).RequireSuccess();
        await cluster.RequireUndisturbedAsync(Store, "a name node in safe mode");
    }

    [Fact]
    public async Task A_worker_that_hangs_costs_no_image()
    {
        const string Store = "hanging";
        using var job = cluster.StartOnYarn(Store);
        Assert.True(await Signal.SendAsync("-STOP", await cluster.WorkerAsync(job)));

        var outcome = await job.EndAsync(s_longest);

        Assert.NotNull(outcome);
        outcome.RequireSuccess();
        await cluster.RequireUndisturbedAsync(Store, "a worker that hangs");
    }

    [Fact]
    public async Task A_full_quota_is_one_line_and_the_same_command_finishes_when_it_is_lifted()
    {
        const string Store = "quota";
        using (var job = cluster.StartOnYarn(Store))
        {
            await cluster.WorkerAsync(job);
            await cluster.HdfsAsync("dfsadmin", "-setSpaceQuota", "1m", $"/{Store}");
            var outcome = await job.EndAsync(TimeSpan.FromSeconds(30));
            TestContext.Current.TestOutputHelper?.WriteLine($"{outcome}");
            Assert.True(outcome is not null, "nobody heard of the quota");
            outcome.RequireError(EnvironmentError, "quota");
        }

        await cluster.HdfsAsync("dfsadmin", "-clrSpaceQuota", $"/{Store}");
        (await cluster.RunOnYarnAsync(Store)).RequireSuccess();
        await cluster.RequireUndisturbedAsync(Store, "a full quota");
    }
}
