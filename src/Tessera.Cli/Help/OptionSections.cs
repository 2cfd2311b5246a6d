namespace Tessera.Cli.Help;

/// <summary>
/// Long lists of options in sections. System.CommandLine lays the list out and offers no sections, so its text is
/// sorted into them.
/// </summary>
static class OptionSections
{
    /// <summary>A shorter list needs no sections.</summary>
    const int FewestOptions = 14;

    const string Rest = "Options:";

    /// <summary>In order; what is in none comes last.</summary>
    public static IReadOnlyList<(string Title, string[] Names)> All { get; } =
    [
        ("Images:", [
            "--store", "--source", "--cache", "--dataset", "--limit", "--shard-images", "--size", "--resize",
            "--on-error", "--max-errors"]),
        ("Training:", ["--network", "--epochs", "--batch-size", "--learning-rate", "--validation", "--seed"]),
        ("A model of your own:", [
            "--model", "--signature", "--scale", "--mean", "--std", "--channels", "--classes"]),
        ("Classifying:", ["--split", "--top", "--test-time-augmentation", "--run", "--export"]),
        ("Computing:", ["--threads", "--kernels", "--runtime", "--tensorflow", "--engine"]),
        ("Spark (--engine spark):", [
            "--master", "--executors", "--executor-cores", "--executor-memory", "--worker-memory", "--queue",
            "--conf"]),
    ];

    /// <summary>The help with its options in sections, if they are many.</summary>
    public static string Sort(string help)
    {
        var lines = help.ReplaceLineEndings("\n").Split('\n');
        var start = Array.IndexOf(lines, Rest) + 1;
        var end = Array.IndexOf(lines, "", start);
        var entries = start > 0 && end > start ? Entries(lines[start..end]) : [];
        if (entries.Count < FewestOptions)
        {
            return help;
        }

        List<string> sorted = [.. lines[..(start - 1)]];
        foreach (var (title, names) in All)
        {
            sorted.AddRange(Section(title, Take(entries, names)));
        }

        return string.Join('\n', [.. sorted, .. Section(Rest, entries), .. lines[(end + 1)..]]);
    }

    static IEnumerable<string> Section(string title, IReadOnlyList<string> entries) =>
        entries.Count == 0 ? [] : [title, .. entries, ""];

    /// <summary>An option's lines: those that follow the first are indented further.</summary>
    static List<string> Entries(string[] lines)
    {
        var entries = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith("  -", StringComparison.Ordinal))
            {
                entries.Add(line);
            }
            else
            {
                entries[^1] += $"\n{line}";
            }
        }

        return entries;
    }

    static List<string> Take(List<string> entries, string[] names)
    {
        var taken = entries.FindAll(entry => names.Contains(entry.Trim().Split(' ', 2)[0]));
        entries.RemoveAll(taken.Contains);
        return taken;
    }
}
