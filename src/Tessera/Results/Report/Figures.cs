using System.Globalization;

namespace Tessera.Results.Report;

/// <summary>Numbers as people read them.</summary>
static class Figures
{
    public static string Percent(double? fraction, int decimals = 1) =>
        fraction is { } value ? (value * 100).ToString($"F{decimals}", CultureInfo.InvariantCulture) + " %" : "–";

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Duration(double seconds) => seconds switch
    {
        < 1 => $"{seconds * 1000:F0} ms",
        < 60 => $"{seconds:F1} s",
        < 3600 => $"{(int)seconds / 60} min {(int)seconds % 60:D2} s",
        _ => $"{(int)(seconds / 3600)} h {(int)(seconds / 60) % 60:D2} min",
    };

    public static string Rate(double perSecond) =>
        perSecond.ToString(perSecond < 10 ? "F1" : "N0", CultureInfo.InvariantCulture);
}
