using System.Security.Cryptography;
using System.Text;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// The folder that keeps batch files: the official ones in <c>cifar-10-batches-bin</c>, others in <c>cifar-10-ID</c>.
/// They are made in <c>_NAME.GUID</c> and renamed when they are whole and checked.
/// </summary>
sealed class CifarCache(string folder, TimeProvider time)
{
    const string OfficialName = "cifar-10-batches-bin";

    /// <summary>The official batches, checked again; null when they are not there or damaged.</summary>
    public CifarBatches? TryOpen(IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, OfficialName);
        if (!Directory.Exists(path))
        {
            return null;
        }

        try
        {
            if (CifarBatchFolder.Inspect(path, progress, cancellation) is { IsOfficial: true } batches)
            {
                return batches;
            }
        }
        catch (TesseraException)
        {
            // As below: a cache that is damaged is made again.
        }

        progress?.Report(SourceProgress.Note($"'{path}' is damaged and will be made again"));
        Directory.Delete(path, recursive: true);
        return null;
    }

    /// <summary>Makes batch files and gives them their name.</summary>
    /// <param name="unpack">Fills the folder that it is given.</param>
    /// <param name="check">Throws if what came out is not wanted.</param>
    /// <param name="progress">Bytes checked.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    public CifarBatches Fill(
        Action<string> unpack, Action<CifarBatches> check, IProgress<SourceProgress>? progress,
        CancellationToken cancellation)
    {
        var temporary = CreateTemporary(OfficialName);
        try
        {
            unpack(temporary);
            var batches = CifarBatchFolder.Inspect(temporary, progress, cancellation);
            check(batches);
            return Publish(batches, temporary);
        }
        finally
        {
            DeleteTemporary(temporary);
        }
    }

    public string CreateTemporary(string name)
    {
        SweepLeftovers();
        return Directory.CreateDirectory(Path.Combine(folder, $"_{name}.{Guid.NewGuid():N}")).FullName;
    }

    public static void DeleteTemporary(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    // A process that was killed leaves its folder; after an hour nobody works in it any more.
    void SweepLeftovers()
    {
        Directory.CreateDirectory(folder);
        var oldest = time.GetUtcNow().UtcDateTime - TimeSpan.FromHours(1);
        foreach (var leftover in Directory.EnumerateDirectories(folder, "_*"))
        {
            if (Directory.GetLastWriteTimeUtc(leftover) < oldest)
            {
                DeleteTemporary(leftover);
            }
        }
    }

    CifarBatches Publish(CifarBatches batches, string temporary)
    {
        var target = Path.Combine(folder, Name(batches));
        if (!Directory.Exists(target))
        {
            Directory.Move(temporary, target);
        }

        // Otherwise somebody made the same: the name says what is in it.
        return batches with { Train = At(target, batches.Train), Test = At(target, batches.Test) };
    }

    static string Name(CifarBatches batches)
    {
        if (batches.IsOfficial && batches.Classes.SequenceEqual(CifarFormat.Classes))
        {
            return OfficialName;
        }

        var identity = string.Join('\n', batches.AllFiles.Select(file => file.Md5).Concat(batches.Classes));
        return $"cifar-10-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..12]}";
    }

    static List<CifarBatchFile> At(string folder, IReadOnlyList<CifarBatchFile> files) =>
        [.. files.Select(file => file with { Path = Path.Combine(folder, Path.GetFileName(file.Path)) })];
}
