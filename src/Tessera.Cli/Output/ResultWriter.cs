using System.Text.Json;

namespace Tessera.Cli.Output;

/// <summary>Prints what a command found, for people or for machines.</summary>
sealed class ResultWriter(TextWriter output, OutputStyle style)
{
    const int NameWidth = 10;

    public OutputStyle Style => style;

    /// <summary>Lines of name and value for people; the final result object for machines.</summary>
    public void Write(IEnumerable<(string Name, string Value)> lines, Action<Utf8JsonWriter> members)
    {
        if (style == OutputStyle.Json)
        {
            output.WriteLine(JsonLine.Of("result", members));
            return;
        }

        foreach (var (name, value) in lines)
        {
            output.WriteLine($"{name.PadRight(NameWidth)} {value}");
        }
    }
}
