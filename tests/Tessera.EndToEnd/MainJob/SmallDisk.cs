using System.Diagnostics;

namespace Tessera.EndToEnd.MainJob;

/// <summary>A file system of its own in memory, with options such as a size. Needs root: skipped elsewhere.</summary>
sealed class SmallDisk : IDisposable
{
    SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string options)
    {
        var path = Directory.CreateTempSubdirectory("tessera-disk-").FullName;
        var mounted = OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", options, "tmpfs", path);
        if (!mounted)
        {
            Directory.Delete(path);
        }

        Assert.SkipUnless(mounted, "mounting a tmpfs needs root on Linux");
        return new SmallDisk(path);
    }

    public async Task RemountAsync(string options) =>
        Assert.True(await RunAsync("mount", "-o", $"remount,{options}", Path));

    public void Dispose()
    {
        using var process = Process.Start("umount", [Path]);
        process.WaitForExit();
        Directory.Delete(Path);
    }

    static async Task<bool> RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
