using System.Globalization;
using System.Text.Json;

namespace Tessera.Cli.Arguments;

/// <summary>What stands behind a flag on the command line.</summary>
readonly record struct FlagValue(string Flag, string Text)
{
    const NumberStyles WholeStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands;

    /// <exception cref="TesseraException">It is no whole number.</exception>
    public int Whole() =>
        int.TryParse(Text, WholeStyle, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotAllowed("a whole number");

    /// <exception cref="TesseraException">It is no whole number from 0.</exception>
    public ulong Natural() =>
        ulong.TryParse(Text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NotAllowed("a whole number from 0");

    /// <summary>A number, or a fraction as <c>1/255</c>.</summary>
    /// <exception cref="TesseraException">It is neither.</exception>
    public double Number()
    {
        var parts = Text.Split('/', 2);
        return TryParse(parts[0], out var number)
            && TryParse(parts.Length > 1 ? parts[1] : "1", out var divisor)
            && double.IsFinite(number / divisor)
            ? number / divisor
            : throw NotAllowed("a number");
    }

    /// <exception cref="TesseraException">It is no list of numbers.</exception>
    public IReadOnlyList<double> Numbers()
    {
        var flag = Flag;
        return [.. Text.Split(',').Select(part => new FlagValue(flag, part).Number())];
    }

    /// <exception cref="TesseraException">
    /// It is none of the type's names, written as <see cref="NameOf"/> says.
    /// </exception>
    public T OneOf<T>()
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == Text)
            {
                return value;
            }
        }

        throw NotAllowed($"one of {NamesOf<T>()}");
    }

    /// <summary>All names of a type, for help and failures.</summary>
    public static string NamesOf<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(NameOf));

    /// <summary>A value as it is written on the command line: <c>mirror-and-shift</c>.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    static bool TryParse(string text, out double number) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out number);

    TesseraException NotAllowed(string allowed) =>
        TesseraException.User($"{Flag} '{Text}' is not allowed: give {allowed}");
}
