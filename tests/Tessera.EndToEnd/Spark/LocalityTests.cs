using System.Text.Json;
using Tessera.EndToEnd.Hdfs;
using Tessera.EndToEnd.MainJob;

namespace Tessera.EndToEnd.Spark;

/// <summary>A stage keeps from Spark nothing of what HDFS says of where its shards are.</summary>
[Collection(SharedHdfs.Name)]
public sealed class LocalityTests(LocalHdfs hdfs)
{
    /// <summary>How an operator that reads shards begins, in Spark's plan.</summary>
    const string ShardScan = "Scan binaryFile";

    [Fact]
    public async Task Each_task_of_a_stage_prefers_the_host_of_its_shards()
    {
        SparkRequirement.Load();
        using var log = new TemporaryStore();
        var surroundings = new Dictionary<string, string>
        {
            ["HADOOP_CONF_DIR"] = hdfs.Configuration,
            ["SPARK_LOCAL_HOSTNAME"] = LocalHdfs.DataNodeHost,
        };

        var outcome = await TesseraProcess.RunWithAsync(
            surroundings,
            SmallJob.Arguments(
                $"{hdfs.Url}/locality", "--engine", "spark", "--master", "local[2,4]",
                "--conf", "spark.eventLog.enabled=true", "--conf", "spark.eventLog.compress=false",
                "--conf", $"spark.eventLog.dir={new Uri(log.Path)}"));

        outcome.RequireSuccess();
        var places = PlacesOfShardTasks(log.Path);
        Assert.NotEmpty(places);
        Assert.All(places, place => Assert.Equal("NODE_LOCAL", place));
    }

    /// <summary>How near to its data each task that read shards was, in Spark's words.</summary>
    static List<string> PlacesOfShardTasks(string log)
    {
        var events = Directory.GetFiles(log, "events_*", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => JsonElement.Parse(line))
            .ToLookup(what => what.GetProperty("Event").GetString());
        var stages = events["SparkListenerStageSubmitted"]
            .Select(submitted => submitted.GetProperty("Stage Info"))
            .Where(stage => stage.GetProperty("RDD Info").GetRawText().Contains(ShardScan, StringComparison.Ordinal))
            .Select(stage => stage.GetProperty("Stage ID").GetInt32())
            .ToHashSet();
        return
        [
            .. events["SparkListenerTaskEnd"]
                .Where(ended => stages.Contains(ended.GetProperty("Stage ID").GetInt32()))
                .Select(ended => ended.GetProperty("Task Info").GetProperty("Locality").GetString()!),
        ];
    }
}
