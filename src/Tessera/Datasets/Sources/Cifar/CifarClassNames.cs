using System.Text;

namespace Tessera.Datasets.Sources.Cifar;

/// <summary>batches.meta.txt: one class name a line, blank lines after them.</summary>
static class CifarClassNames
{
    const int MostBytes = 4096;

    /// <summary>The names that stand in the folder; CIFAR-10's own when the file is missing.</summary>
    public static IReadOnlyList<string> Read(string folder)
    {
        var path = Path.Combine(folder, CifarFormat.ClassNamesFile);
        if (!File.Exists(path))
        {
            return CifarFormat.Classes;
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            throw TesseraException.User($"'{path}' has more than {MostBytes} bytes: it does not hold ten class names.");
        }

        return Parse(File.ReadAllBytes(path), path);
    }

    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> text, string file)
    {
        const StringSplitOptions Options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return Check(Encoding.UTF8.GetString(text).Split('\n', Options), file);
    }

    public static IReadOnlyList<string> Check(IReadOnlyList<string> names, string file)
    {
        if (names.Count != CifarFormat.Classes.Count || names.Distinct().Count() != names.Count
            || names.Any(name => name.Length == 0 || name.Any(char.IsControl)))
        {
            throw TesseraException.User(
                $"'{file}' names {names.Count} classes; {CifarFormat.Classes.Count} different names are needed.");
        }

        return names;
    }
}
