using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tessera.Results;

/// <summary>
/// <c>confusion.csv</c>: a header with the predicted classes, then a row a true class. Quoted as RFC 4180 says, but
/// lines end with a line feed alone.
/// </summary>
public static class ConfusionCsv
{
    static readonly SearchValues<char> s_needQuotes = SearchValues.Create(",\"\r\n");

    public static byte[] Format(ConfusionMatrix confusion, IReadOnlyList<string> classes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(classes.Count, confusion.Classes);
        var csv = new StringBuilder("label");
        foreach (var name in classes)
        {
            csv.Append(',').Append(Quote(name));
        }

        csv.Append('\n');
        for (var label = 0; label < classes.Count; label++)
        {
            csv.Append(Quote(classes[label]));
            for (var predicted = 0; predicted < classes.Count; predicted++)
            {
                csv.Append(CultureInfo.InvariantCulture, $",{confusion[label, predicted]}");
            }

            csv.Append('\n');
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    static string Quote(string name) =>
        name.AsSpan().ContainsAny(s_needQuotes) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
