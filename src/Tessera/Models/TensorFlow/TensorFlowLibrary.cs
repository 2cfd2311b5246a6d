using System.Runtime.InteropServices;

namespace Tessera.Models.TensorFlow;

/// <summary>
/// Finds and loads TensorFlow's C library, once a process: from a given path, TENSORFLOW_HOME, a pip installation, or
/// wherever the system's loader looks.
/// </summary>
public static class TensorFlowLibrary
{
    /// <summary>The name by which <see cref="NativeMethods"/> refers to the library, wherever it is.</summary>
    internal const string Name = "tensorflow";

    // A release's archive, and a pip installation, whose libtensorflow_cc holds the C interface too.
    static readonly string[] s_fileNames = ["libtensorflow.so.2", "libtensorflow_cc.so.2"];

    // Python's own, and Debian's.
    static readonly string[] s_packageFolders = ["site-packages", "dist-packages"];

    static readonly Lock s_gate = new();
    static nint s_handle;
    static string s_path = "";

    /// <summary>Loads the library; does nothing when that has been done.</summary>
    /// <param name="path">The library, or the folder that holds it; null to look in the usual places.</param>
    /// <returns>The file that was loaded, or its name if the system's loader found it.</returns>
    /// <exception cref="TesseraException">
    /// It is in none of the places, all of which the message names; or this process has loaded another one.
    /// </exception>
    public static string Load(string? path = null)
    {
        lock (s_gate)
        {
            if (s_handle != 0 && path is null)
            {
                return s_path;
            }

            LogLevel.Quiet();
            var (handle, found) = LoadFirst(path is null ? [.. DefaultPlaces()] : [.. Files(path)]);
            if (s_handle == 0)
            {
                (s_handle, s_path) = (handle, found);
                NativeLibrary.SetDllImportResolver(typeof(TensorFlowLibrary).Assembly, Resolve);
            }

            // The loader gives one file one handle, by whatever name it was found.
            return handle == s_handle
                ? s_path
                : throw TesseraException.User(
                    $"this process has loaded TensorFlow from {s_path} and cannot load {found} as well");
        }
    }

    static (nint Handle, string Path) LoadFirst(string[] places)
    {
        var tried = new List<string>();
        foreach (var place in places)
        {
            if (NativeLibrary.TryLoad(place, out var handle))
            {
                return (handle, place);
            }

            tried.Add(File.Exists(place) ? $"{place} ({WhyNot(place)})" : place);
        }

        throw TesseraException.Environment(
            "TensorFlow's C library cannot be loaded; set TENSORFLOW_HOME to the folder that holds "
            + $"lib/libtensorflow.so.2, or do without TensorFlow. Tried: {string.Join(", ", tried)}");
    }

    // The system's loader says it to those only who do not ask whether.
    static string WhyNot(string file)
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(file));
            return "";
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            return string.Join(' ', failure.Message.Split('\n', StringSplitOptions.TrimEntries)).Trim();
        }
    }

    static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? s_handle : 0;

    static IEnumerable<string> DefaultPlaces()
    {
        if (Environment.GetEnvironmentVariable("TENSORFLOW_HOME") is { Length: > 0 } home)
        {
            // An explicit choice: nothing else is looked at, lest another version answers.
            return Files(home);
        }

        return [.. PythonFolders().SelectMany(Files), .. s_fileNames];
    }

    static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path] : [.. FilesIn(Path.Combine(path, "lib")), .. FilesIn(path)];

    static IEnumerable<string> FilesIn(string folder) => s_fileNames.Select(name => Path.Combine(folder, name));

    static IEnumerable<string> PythonFolders()
    {
        string?[] environments =
        [
            Environment.GetEnvironmentVariable("VIRTUAL_ENV"),
            Environment.GetEnvironmentVariable("CONDA_PREFIX"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local"),
            "/usr/local",
            "/usr",
        ];
        return environments
            .Where(folder => !string.IsNullOrEmpty(folder))
            .Select(folder => Path.Combine(folder!, "lib"))
            .Where(Directory.Exists)
            .SelectMany(library => Directory.EnumerateDirectories(library, "python3*").Order(StringComparer.Ordinal))
            .SelectMany(python => s_packageFolders.Select(name => Path.Combine(python, name, "tensorflow")));
    }
}
