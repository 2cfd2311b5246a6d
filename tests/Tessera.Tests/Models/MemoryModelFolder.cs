using Tessera.Models;

namespace Tessera.Tests.Models;

/// <summary>A model whose files are byte arrays, so that tests can damage them.</summary>
sealed class MemoryModelFolder : IModelFolder
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public string Location => "memory";

    public static MemoryModelFolder Of(IEnumerable<ModelFile> files)
    {
        var folder = new MemoryModelFolder();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            file.Write(content);
            folder.Files[file.Path] = content.ToArray();
        }

        return folder;
    }

    public static MemoryModelFolder Of(string path)
    {
        var folder = new MemoryModelFolder();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            folder.Files[Path.GetRelativePath(path, file)] = File.ReadAllBytes(file);
        }

        return folder;
    }

    public long? FindLength(string path) => Files.TryGetValue(path, out var bytes) ? bytes.Length : null;

    public Stream OpenRead(string path, long offset) =>
        new MemoryStream(Files[path], (int)offset, Files[path].Length - (int)offset);
}
