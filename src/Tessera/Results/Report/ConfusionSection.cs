namespace Tessera.Results.Report;

/// <summary>
/// The confusion matrix as a heat map; of many classes, those that are mixed up most. Then the pairs.
/// </summary>
static class ConfusionSection
{
    /// <summary>More columns do not fit on a page.</summary>
    const int MaxShown = 14;

    const int MaxPairs = 10;

    public static void Write(Html html, ReportData data)
    {
        if (data.Confusion.Total == 0)
        {
            return;
        }

        var pairs = WorstPairs(data.Confusion);
        var shown = ShownClasses(data.Confusion.Classes, pairs);
        var choice = shown.Length < data.Confusion.Classes
            ? $"Of {data.Confusion.Classes} classes, the {shown.Length} that are confused most are shown."
            : "";
        html.Add($"""
            <section aria-labelledby="confusion">
            <h2 id="confusion">What is taken for what</h2>
            <p>Rows are true classes, columns are answers: the number of images, and their share of the row.
            {choice}</p>
            """);
        if (shown.Length > 0)
        {
            HeatMap.Write(html, data, shown);
        }

        WritePairs(html, data, pairs);
        html.AddMarkup("</section>\n");
    }

    static ConfusionCell[] WorstPairs(ConfusionMatrix confusion) =>
        [.. confusion.Cells.Where(cell => cell.Label != cell.Predicted).OrderByDescending(cell => cell.Count)];

    // Both classes of the worst pairs, until the map is full: so what is shown together is mixed up with each other.
    static int[] ShownClasses(int classes, ConfusionCell[] pairs) =>
        classes <= MaxShown
            ? [.. Enumerable.Range(0, classes)]
            : [.. pairs.SelectMany(pair => new[] { pair.Label, pair.Predicted }).Distinct().Take(MaxShown).Order()];

    static void WritePairs(Html html, ReportData data, ConfusionCell[] pairs)
    {
        if (pairs.Length == 0)
        {
            return;
        }

        var support = data.Confusion.CountByLabel();
        html.AddMarkup("<h3>The most frequent mistakes</h3>\n<ol class=\"pairs\">\n");
        foreach (var (label, predicted, count) in pairs.Take(MaxPairs))
        {
            var (truth, answer) = (data.Metrics.Classes[label].Name, data.Metrics.Classes[predicted].Name);
            var share = Figures.Percent((double)count / support[label]);
            html.Add($"""
                <li><span class="pair"><b>{truth}</b> taken for <b>{answer}</b></span>
                <span class="muted">{Figures.Count(count)} images, {share} of the class</span></li>
                """);
        }

        html.AddMarkup("</ol>\n");
    }
}
