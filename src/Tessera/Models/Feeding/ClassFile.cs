using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Tessera.Models.Feeding;

/// <summary>Names of classes in a text file: one a line, or a JSON array of strings.</summary>
static class ClassFile
{
    const long MostBytes = 64 << 20;

    /// <exception cref="TesseraException">There is no such file, or it holds no names.</exception>
    public static ImmutableArray<string> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw TesseraException.User($"--classes '{path}' is larger than {MostBytes} bytes: it holds no names");
            }

            var names = Parse(File.ReadAllText(path, Encoding.UTF8));
            return names.IsEmpty || names.Any(string.IsNullOrWhiteSpace)
                ? throw TesseraException.User($"--classes '{path}' has an empty name: give one a line, or a JSON array")
                : names;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var reason = DiskFailure.Reason(failure, path);
            throw TesseraException.User($"cannot read --classes '{path}': {reason}", failure);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw TesseraException.User($"--classes '{path}' is no JSON array of strings: {failure.Message}", failure);
        }
    }

    static ImmutableArray<string> Parse(string text)
    {
        if (!text.TrimStart().StartsWith('['))
        {
            return [.. text.TrimEnd().Split('\n').Select(line => line.Trim())];
        }

        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(name => name.GetString() ?? "")];
    }
}
