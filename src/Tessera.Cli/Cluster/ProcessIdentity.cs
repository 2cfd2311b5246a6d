using System.Globalization;

namespace Tessera.Cli.Cluster;

/// <summary>
/// A process, told from any later one with the same id by its start: ticks since the machine's boot, and which boot.
/// </summary>
readonly record struct ProcessIdentity(int Id, long Start, string Boot)
{
    const string BootFile = "/proc/sys/kernel/random/boot_id";

    // Counted from the process's state, which follows the name in brackets.
    const int StartField = 19;

    /// <summary>True while it runs; one that has ended and that nobody waited for does not.</summary>
    public bool IsAlive => Boot == ThisBoot && Of(Id) == this;

    static string ThisBoot => File.ReadAllText(BootFile).Trim();

    /// <summary>Null when there is no such process, or it has ended.</summary>
    public static ProcessIdentity? Of(int id)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new(id, long.Parse(fields[StartField], CultureInfo.InvariantCulture), ThisBoot);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>As <see cref="Launcher"/> wrote it, or null when there is no such file or it is not whole.</summary>
    public static ProcessIdentity? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var words = File.ReadAllText(file).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words is [var id, var start, var boot]
            && int.TryParse(id, CultureInfo.InvariantCulture, out var number)
            && number > 1
            && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
            ? new(number, ticks, boot)
            : null;
    }
}
