using System.Security.Cryptography;
using System.Text;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>
/// The folder that keeps batch files: the official ones in <c>cifar-10-batches-bin</c>, others in <c>cifar-10-ID</c>;
/// <c>address-ID.txt</c> says which of them an address gave. They are made in <c>_NAME.GUID</c> and renamed
/// when they are whole and checked.
/// </summary>
sealed class CifarCache(string folder, TimeProvider time)
{
    const string Prefix = "cifar-10-";
    const string OfficialName = Prefix + "batches-bin";

    /// <summary>The official batches, checked again; null when they are not there or damaged.</summary>
    public CifarBatches? TryOpen(IProgress<SourceProgress>? progress, CancellationToken cancellation) =>
        TryOpen(OfficialName, progress, cancellation);

    /// <summary>What an address gave before, checked again; null when that is not known or not there.</summary>
    public CifarBatches? TryOpen(Uri address, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var note = NotePath(address);
        var name = File.Exists(note) ? File.ReadAllText(note).Trim() : "";
        return name.StartsWith(Prefix, StringComparison.Ordinal) && Path.GetFileName(name) == name
            ? TryOpen(name, progress, cancellation)
            : null;
    }

    /// <summary>Remembers what an address gave, so that it need not be asked again.</summary>
    public void Remember(Uri address, CifarBatches batches)
    {
        var temporary = Path.Combine(folder, $"_address.{Guid.NewGuid():N}");
        File.WriteAllText(temporary, Name(batches) + "\n");
        File.Move(temporary, NotePath(address), overwrite: true);
    }

    /// <summary>
    /// Names what belongs to an address. All of it decides, so that a part of one archive is never continued with
    /// another.
    /// </summary>
    public static string KeyOf(Uri address) => Hash(address.AbsoluteUri);

    /// <summary>Makes batch files and gives them their name.</summary>
    /// <param name="source">What they are made of, for messages.</param>
    /// <param name="unpack">Fills the folder that it is given.</param>
    /// <param name="check">Throws if what came out is not wanted.</param>
    /// <param name="progress">Bytes checked.</param>
    /// <param name="cancellation">Leaves nothing behind.</param>
    public CifarBatches Fill(
        string source,
        Action<string> unpack,
        Action<CifarBatches> check,
        IProgress<SourceProgress>? progress,
        CancellationToken cancellation)
    {
        var temporary = CreateTemporary(OfficialName);
        try
        {
            unpack(temporary);
            var batches = CifarBatchFolder.Inspect(temporary, source, progress, cancellation);
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

    CifarBatches? TryOpen(string name, IProgress<SourceProgress>? progress, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
        {
            return null;
        }

        try
        {
            var batches = CifarBatchFolder.Inspect(path, source: null, progress, cancellation);
            if (Name(batches) == name)
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

    string NotePath(Uri address) => Path.Combine(folder, $"address-{KeyOf(address)}.txt");

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
        return Prefix + Hash(identity);
    }

    static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    static List<CifarBatchFile> At(string folder, IReadOnlyList<CifarBatchFile> files) =>
        [.. files.Select(file => file with { Path = Path.Combine(folder, Path.GetFileName(file.Path)) })];
}
