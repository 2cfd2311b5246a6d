namespace Tessera.Results.Report;

/// <summary>
/// A histogram with right answers upwards and wrong ones downwards, each as a share of its own kind: or a good
/// network's few mistakes could not be seen.
/// </summary>
static class ConfidenceChart
{
    const int Width = 520;
    const int Height = 300;
    const int Left = 12;
    const int Right = 12;
    const int Middle = 132;
    const int Tallest = 116;
    const double BarWidth = (double)(Width - Left - Right) / ConfidenceHistogram.Bins;

    public static void Write(Html html, ConfidenceHistogram confidences)
    {
        html.Add($"""
            <figure class="chart">
            <figcaption><b>Confidence</b>
            <span class="legend right">{Figures.Count(confidences.Right)} right</span>
            <span class="legend wrong">{Figures.Count(confidences.Wrong)} wrong</span></figcaption>
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Confidence of right and of wrong answers">
            """);
        var right = Shares(confidences, bin => bin.Right, confidences.Right);
        var wrong = Shares(confidences, bin => bin.Wrong, confidences.Wrong);
        var scale = Tallest / Math.Max(right.Max(), wrong.Max());
        for (var bin = 0; bin < ConfidenceHistogram.Bins; bin++)
        {
            var (above, below) = (right[bin] * scale, wrong[bin] * scale);
            WriteBar(html, "right", bin, Middle - above, above, confidences[bin].Right);
            WriteBar(html, "wrong", bin, Middle, below, confidences[bin].Wrong);
        }

        WriteAxis(html);
        html.AddMarkup("</svg>\n</figure>\n");
    }

    static void WriteBar(Html html, string style, int bin, double y, double height, long count)
    {
        if (count == 0)
        {
            return;
        }

        var (from, to) = (bin * 100 / ConfidenceHistogram.Bins, (bin + 1) * 100 / ConfidenceHistogram.Bins);
        html.Add($"""
            <rect class="{style}" x="{Left + (bin * BarWidth) + 1:F1}" width="{BarWidth - 2:F1}"
            y="{y:F1}" height="{Math.Max(1, height):F1}">
            <title>{from} to {to} % sure: {Figures.Count(count)} {style}</title></rect>
            """);
    }

    static void WriteAxis(Html html)
    {
        html.Add($"""<line class="axis" x1="{Left}" x2="{Width - Right}" y1="{Middle}" y2="{Middle}" />""");
        for (var percent = 0; percent <= 100; percent += 20)
        {
            var anchor = percent == 0 ? "start" : percent == 100 ? "end" : "middle";
            var x = Left + ((Width - Left - Right) * percent / 100);
            html.Add($"""
                <text class="tick" x="{x}" y="{Middle + Tallest + 28}" text-anchor="{anchor}">{percent}%</text>
                """);
        }

        html.Add($"""
            <text class="tick" x="{Width / 2}" y="{Height - 4}"
            text-anchor="middle">confidence; each kind as shares of its own</text>
            """);
    }

    static double[] Shares(ConfidenceHistogram confidences, Func<ConfidenceBin, long> countOf, long all) =>
    [
        .. Enumerable.Range(0, ConfidenceHistogram.Bins)
            .Select(bin => (double)countOf(confidences[bin]) / Math.Max(1, all)),
    ];
}
