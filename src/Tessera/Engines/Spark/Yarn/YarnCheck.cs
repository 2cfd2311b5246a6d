using Tessera.Storage.Hdfs;

namespace Tessera.Engines.Spark.Yarn;

/// <summary>
/// Looks whether YARN is there, has the queue and grants what is asked for, before Spark does: it would try for
/// minutes, and it uploads all of its libraries before it learns that there is no such queue.
/// </summary>
static class YarnCheck
{
    const int MostNames = 10;

    static readonly string[] s_variables = ["HADOOP_CONF_DIR", "YARN_CONF_DIR"];

    /// <exception cref="TesseraException">
    /// YARN cannot be reached, has no such queue or no such container.
    /// </exception>
    public static async Task RequireAsync(SparkOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var managers = Managers();
        await RequireAnswerAsync(managers, time, cancellation);
        using var page = new YarnPage(managers);
        if (options.Queue is { } queue)
        {
            RequireQueue(queue, await page.QueuesAsync(cancellation));
        }

        if (await page.LargestContainerAsync(cancellation) is { } largest)
        {
            RequireContainer(options, largest);
        }
    }

    /// <summary>Those that the configuration names.</summary>
    /// <exception cref="TesseraException">There is no configuration.</exception>
    public static IReadOnlyList<ResourceManager> Managers() =>
        ResourceManager.Of(HadoopConfiguration.Load(ConfigurationFolder()));

    static void RequireQueue(string queue, YarnQueues? queues)
    {
        if (queues is null || queues.Contains(queue))
        {
            return;
        }

        var names = string.Join(", ", queues.Names.Take(MostNames));
        var more = queues.Names.Count > MostNames ? $" and {queues.Names.Count - MostNames} more" : "";
        throw TesseraException.Environment(
            $"YARN has no queue '{queue}' that takes jobs; --queue may be {names}{more}");
    }

    static void RequireContainer(SparkOptions options, YarnContainer largest)
    {
        if (options.ExecutorMegabytes is { } own && own + options.WorkerMegabytes > largest.Megabytes)
        {
            throw TesseraException.Environment(
                $"an executor of {own} MB and {options.WorkerMegabytes} MB for its workers is more than a container of "
                + $"this YARN may have, {largest.Megabytes} MB; ask for less with --executor-memory or "
                + "--worker-memory");
        }
    }

    /// <summary>Spark looks into both folders.</summary>
    static string ConfigurationFolder()
    {
        string[] folders =
        [
            .. s_variables.Select(Environment.GetEnvironmentVariable).OfType<string>().Where(path => path.Length > 0),
        ];
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "yarn-site.xml")))
            ?? folders.FirstOrDefault(Directory.Exists)
            ?? throw TesseraException.Environment(
                "--master yarn needs the cluster's configuration: set HADOOP_CONF_DIR to the folder of yarn-site.xml");
    }

    static async Task RequireAnswerAsync(
        IReadOnlyList<ResourceManager> managers, TimeProvider time, CancellationToken cancellation)
    {
        foreach (var manager in managers)
        {
            if (await PortProbe.AnswersAsync(manager.Host, manager.Port, time, cancellation))
            {
                return;
            }
        }

        throw TesseraException.Environment(
            $"no resource manager of YARN answers at {string.Join(" or ", managers)}, which is what "
            + $"yarn-site.xml in '{ConfigurationFolder()}' says: check that it runs, and that HADOOP_CONF_DIR is this "
            + "cluster's");
    }
}
