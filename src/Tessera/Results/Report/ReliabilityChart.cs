namespace Tessera.Results.Report;

/// <summary>
/// Accuracy over confidence, a dot a bin, as large as its count; a calibrated network stays on the diagonal.
/// </summary>
static class ReliabilityChart
{
    const int Width = 520;
    const int Height = 300;
    const int Left = 46;
    const int Right = 12;
    const int Top = 12;
    const int Bottom = 40;
    const double LargestDot = 13;
    const double SmallestDot = 2.5;

    public static void Write(Html html, ConfidenceHistogram confidences)
    {
        html.Add($"""
            <figure class="chart">
            <figcaption><b>Reliability</b><span class="legend diagonal">perfect</span></figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Accuracy of answers over their confidence">
            """);
        WriteGrid(html);
        var most = Enumerable.Range(0, ConfidenceHistogram.Bins).Max(bin => confidences[bin].Total);
        for (var bin = 0; bin < ConfidenceHistogram.Bins; bin++)
        {
            WriteDot(html, confidences[bin], most);
        }

        html.AddMarkup("</svg>\n</figure>\n");
    }

    static void WriteGrid(Html html)
    {
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var (x, y) = (X(percent / 100.0), Y(percent / 100.0));
            var anchor = percent == 100 ? "end" : "middle";
            html.Add($"""
                <line class="grid" x1="{Left}" x2="{Width - Right}" y1="{y}" y2="{y}" />
                <text class="tick" x="{Left - 8}" y="{y + 4}" text-anchor="end">{percent}%</text>
                <text class="tick" x="{x}" y="{Height - Bottom + 18}" text-anchor="{anchor}">{percent}%</text>
                """);
        }

        html.Add($"""
            <line class="diagonal" x1="{X(0)}" y1="{Y(0)}" x2="{X(1)}" y2="{Y(1)}" />
            <text class="tick" x="{X(0.5)}" y="{Height - 4}" text-anchor="middle">confidence; upwards: accuracy</text>
            """);
    }

    static void WriteDot(Html html, ConfidenceBin bin, long most)
    {
        if (bin.Total == 0)
        {
            return;
        }

        var radius = SmallestDot + ((LargestDot - SmallestDot) * Math.Sqrt((double)bin.Total / most));
        var (sure, right) = (Figures.Percent(bin.MeanConfidence), Figures.Percent(bin.Accuracy));
        html.Add($"""
            <circle class="right" cx="{X(bin.MeanConfidence)}" cy="{Y(bin.Accuracy)}" r="{radius:F1}">
            <title>{sure} sure, {right} right: {Figures.Count(bin.Total)} images</title></circle>
            """);
    }

    static double X(double value) => Math.Round(Left + (value * (Width - Left - Right)), 1);

    static double Y(double value) => Math.Round(Height - Bottom - (value * (Height - Bottom - Top)), 1);
}
