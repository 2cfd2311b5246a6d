using System.Globalization;

namespace Tessera.Results.Report;

/// <summary>An SVG line chart over epochs, with a legend that names the last values.</summary>
static class LineChart
{
    const int Width = 520;
    const int Height = 300;
    const int Left = 46;
    const int Right = 12;
    const int Top = 12;
    const int Bottom = 40;

    /// <summary>With more points, dots would hide the line.</summary>
    const int MaxDots = 40;

    public static void Write(Html html, string title, string unit, LineSeries[] series)
    {
        series = Array.FindAll(series, line => line.Points.Count > 0);
        if (series is [])
        {
            return;
        }

        var points = series.SelectMany(line => line.Points).ToArray();
        var x = ChartAxis.Between(points.Select(point => point.X), Left, Width - Right);
        var y = ChartAxis.Around(points.Select(point => point.Y), Height - Bottom, Top);
        html.AddMarkup("<figure class=\"chart\">\n");
        WriteLegend(html, title, unit, series);
        html.Add($"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{title} an epoch">""");
        WriteGrid(html, x, y, unit);
        foreach (var line in series)
        {
            WriteLine(html, line, x, y, unit);
        }

        html.AddMarkup("</svg>\n</figure>\n");
    }

    static void WriteLegend(Html html, string title, string unit, LineSeries[] series)
    {
        html.Add($"<figcaption><b>{title}</b>");
        foreach (var line in series)
        {
            html.Add($"""<span class="legend {line.Style}">{line.Name} {Value(line.Points[^1].Y, unit)}</span>""");
        }

        html.AddMarkup("</figcaption>\n");
    }

    static void WriteGrid(Html html, ChartAxis x, ChartAxis y, string unit)
    {
        foreach (var tick in y.Ticks)
        {
            var place = y.Place(tick);
            html.Add($"""
                <line class="grid" x1="{Left}" x2="{Width - Right}" y1="{place}" y2="{place}" />
                <text class="tick" x="{Left - 8}" y="{place + 4}" text-anchor="end">{y.Label(tick)}{unit}</text>
                """);
        }

        foreach (var tick in x.Ticks)
        {
            html.Add($"""
                <text class="tick" x="{x.Place(tick)}" y="{Height - Bottom + 18}"
                text-anchor="middle">{x.Label(tick)}</text>
                """);
        }

        html.Add($"""
            <text class="tick" x="{(Left + Width - Right) / 2}" y="{Height - 4}" text-anchor="middle">epoch</text>
            """);
    }

    static void WriteLine(Html html, LineSeries line, ChartAxis x, ChartAxis y, string unit)
    {
        var places = line.Points.Select(point => FormattableString.Invariant($"{x.Place(point.X)},{y.Place(point.Y)}"));
        html.Add($"""<polyline class="line {line.Style}" points="{string.Join(' ', places)}" />""");
        if (line.Points.Count > MaxDots)
        {
            return;
        }

        foreach (var point in line.Points)
        {
            html.Add($"""
                <circle class="dot {line.Style}" cx="{x.Place(point.X)}" cy="{y.Place(point.Y)}" r="3">
                <title>{line.Name}, epoch {point.X}: {Value(point.Y, unit)}</title></circle>
                """);
        }
    }

    static string Value(double value, string unit) =>
        value.ToString(unit == "%" ? "F1" : "F3", CultureInfo.InvariantCulture) + (unit == "" ? "" : " " + unit);
}
