using System.Globalization;
using System.Text.RegularExpressions;
using Tessera.Cli.Cluster;
using Tessera.Storage.Hdfs;

namespace Tessera.Cli.Doctor;

/// <summary>Looks at what HDFS, YARN and Spark need, and whether the cluster answers that is configured.</summary>
static partial class ClusterExamination
{
    const string Configuration = "HADOOP_CONF_DIR";

    public static async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation)
    {
        var folder = Environment.GetEnvironmentVariable(Configuration);
        return
        [
            Java(),
            Tool("Hadoop", Installation.Hadoop(), "share/hadoop/common", "only `tessera cluster` and hdfs need it"),
            Tool("Spark", Installation.Spark(), "jars", "only --engine spark needs it"),
            .. string.IsNullOrEmpty(folder) ? [NotConfigured()] : await ConfiguredAsync(folder, cancellation),
        ];
    }

    static Finding Java()
    {
        if (JavaInstallation.Find() is not { } java)
        {
            var text = $"{JavaInstallation.Problem}; only Hadoop and Spark need it";
            return new("Java", FindingState.Missing, text, JavaInstallation.Advice);
        }

        var found = $"{java.Version ?? "of unknown version"} in {java.Home}, from {java.Origin}";
        return Major(java.Version) is { } version && version < JavaInstallation.NeededVersion
            ? new("Java", FindingState.Problem, found, JavaInstallation.Advice)
            : new("Java", FindingState.Ok, found);
    }

    // Java 8 calls itself 1.8.
    static int? Major(string? version) =>
        int.TryParse(version?.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;

    static Finding Tool(string name, Installation tool, string libraries, string purpose) =>
        tool.Home is { } home ? new(name, FindingState.Ok, $"{VersionIn(Path.Combine(home, libraries))} in {home}")
        : tool.Given is not null ? new(name, FindingState.Problem, tool.Problem, tool.Advice)
        : new(name, FindingState.Missing, $"{tool.Problem}; {purpose}", tool.Advice);

    /// <summary>As the name of its main library says.</summary>
    static string VersionIn(string libraries) => Directory.Exists(libraries)
        ? Directory.EnumerateFiles(libraries, "*.jar")
            .Select(file => MainLibrary().Match(Path.GetFileName(file)))
            .FirstOrDefault(match => match.Success)?.Groups["version"].Value ?? "unknown version"
        : "unknown version";

    static Finding NotConfigured() => new(
        "cluster",
        FindingState.Missing,
        $"{Configuration} is not set; only hdfs: and --master yarn need it",
        Directory.Exists(new ClusterFolder(ClusterFolder.Default).Configuration)
            ? $"`tessera cluster up`, then set it to {new ClusterFolder(ClusterFolder.Default).Configuration}"
            : "set it to the folder of your cluster's core-site.xml; `tessera cluster up` starts one here");

    static async Task<IReadOnlyList<Finding>> ConfiguredAsync(string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            return [Misconfigured($"{Configuration} is '{folder}': there is no such folder")];
        }

        HadoopSettings settings;
        try
        {
            settings = new HadoopSettings(HadoopConfiguration.Load(folder));
        }
        catch (TesseraException failure)
        {
            return [Misconfigured(failure.Message)];
        }

        return [Cluster(folder, settings), .. await Reachability.ExamineAsync(settings, cancellation)];
    }

    static Finding Misconfigured(string text) => new(
        "cluster",
        FindingState.Problem,
        text,
        "set it to the folder of your cluster's core-site.xml, hdfs-site.xml and yarn-site.xml");

    static Finding Cluster(string folder, HadoopSettings settings) => settings.FileSystem is { } url
        ? new("cluster", FindingState.Ok, $"{url.ToString().TrimEnd('/')}, says {folder}")
        : new(
            "cluster",
            FindingState.Problem,
            $"{Configuration} is '{folder}', where no core-site.xml sets fs.defaultFS",
            "set it to the folder of your cluster's core-site.xml");

    [GeneratedRegex(@"^(hadoop-common|spark-core_[0-9.]+)-(?<version>[0-9][0-9A-Za-z.-]*?)\.jar$")]
    private static partial Regex MainLibrary();
}
