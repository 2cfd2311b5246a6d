using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Tessera.Storage;

namespace Tessera.Engines.Spark;

/// <summary>
/// This program as an archive in the store: executors need nothing installed. It is packed once for each version, named
/// by the hash of what is in it. A native executable (<c>./publish</c>) is all of it; another comes with its .NET.
/// </summary>
/// <param name="ContentHash">SHA-256 over the names and contents of the files.</param>
/// <param name="Files">What is packed.</param>
/// <param name="Program">What the shell starts, with the archive's folder in <c>$home</c>.</param>
sealed record WorkerPackage(string ContentHash, IReadOnlyList<PackedFile> Files, string Program)
{
    const string FolderName = "workers";

    const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Symbols and documentation, which no worker needs.</summary>
    static readonly string[] s_unneeded = [".pdb", ".xml"];

    /// <summary>The program that runs now.</summary>
    public static WorkerPackage OfThisProgram() => RuntimeFeature.IsDynamicCodeSupported
        ? Of([.. ProgramFiles()], $"\"$home/dotnet\" \"$home/app/{Assembly.GetEntryAssembly()!.GetName().Name}.dll\"")
        : Of([new("app/tessera", Environment.ProcessPath!)], "\"$home/app/tessera\"");

    /// <summary>Puts the archive into the store unless it is there, and gives its place.</summary>
    public async Task<string> UploadAsync(Folder store, CancellationToken cancellation)
    {
        var folder = store.Sub(FolderName);
        var name = $"{ContentHash[..16]}.tar.gz";
        if (!await folder.ExistsAsync(name, cancellation))
        {
            await folder.WriteAsync(name, stream => PackAsync(stream, cancellation), cancellation);
        }

        return folder.UrlOf(name);
    }

    static WorkerPackage Of(IReadOnlyList<PackedFile> files, string program) => new(HashOf(files), files, program);

    static IEnumerable<PackedFile> ProgramFiles()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/');
        var home = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        var version = Path.GetFileName(runtime);
        return
        [
            .. FilesOf(AppContext.BaseDirectory, "app"),
            .. FilesOf(runtime, $"shared/Microsoft.NETCore.App/{version}"),
            .. FilesOf(Path.Combine(home, "host/fxr", version), $"host/fxr/{version}"),
            new("dotnet", Path.Combine(home, "dotnet")),
        ];
    }

    static IEnumerable<PackedFile> FilesOf(string folder, string target) =>
        from path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
        where !s_unneeded.Contains(Path.GetExtension(path))
        select new PackedFile($"{target}/{Path.GetFileName(path)}", path);

    static string HashOf(IEnumerable<PackedFile> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file.Source);
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n"));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    async Task PackAsync(Stream target, CancellationToken cancellation)
    {
        await using var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip);
        foreach (var file in Files)
        {
            await using var content = File.OpenRead(file.Source);
            await tar.WriteEntryAsync(Entry(file.Name, content), cancellation);
        }

        using var script = new MemoryStream(Encoding.UTF8.GetBytes(Launcher()));
        await tar.WriteEntryAsync(Entry("tessera", script), cancellation);
    }

    static PaxTarEntry Entry(string name, Stream content) =>
        new(TarEntryType.RegularFile, name)
        {
            Mode = Executable,
            ModificationTime = DateTimeOffset.UnixEpoch, // so that the same content is the same archive
            DataStream = content,
        };

    /// <summary>
    /// Becomes the worker, and leaves a watchdog behind that kills it when it gives no sign of life for a minute: Spark
    /// cannot kill a script that hangs. The watchdog comes first, so that a launcher that is stopped is noticed too,
    /// and the worker ends when it is gone (<see cref="Heartbeat"/>). Spark starts both in a folder of the executor's
    /// own.
    /// </summary>
    string Launcher() =>
        $"""
        #!/bin/sh
        export {Heartbeat.Variable}=".heartbeat-$$"
        (
            : > "${Heartbeat.Variable}"
            while sleep 5 && kill -0 $$; do
                [ -z "$(find "${Heartbeat.Variable}" -mmin +1)" ] || kill -KILL $$
            done
            rm -f "${Heartbeat.Variable}"
        ) </dev/null >/dev/null 2>&1 &
        export {Heartbeat.WatchdogVariable}=$!
        home=$(dirname "$0")
        exec {Program} "$@"

        """;
}
