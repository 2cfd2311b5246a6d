using Tessera.Models;

namespace Tessera.Tests.Models;

/// <summary>Puts a model's files into a folder, for TensorFlow to read.</summary>
static class LocalModelWriter
{
    public static void Write(string folder, IEnumerable<ModelFile> files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var stream = File.Create(path);
            file.Write(stream);
        }
    }
}
