namespace Tessera.Results.Report;

/// <summary>
/// A table whose cells are tinted: right answers by their share, mistakes by theirs in proportion to the worst.
/// </summary>
static class HeatMap
{
    /// <summary>Below this share of a row the worst mistake is not shown as alarming as can be.</summary>
    const double MildMistakes = 0.05;

    const double SmallShares = 0.7;

    /// <summary>More columns need smaller cells.</summary>
    const int Roomy = 10;

    public static void Write(Html html, ReportData data, int[] shown)
    {
        var confusion = data.Confusion;
        var support = confusion.CountByLabel();
        var others = shown.Length < confusion.Classes;
        var worst = confusion.Cells.Where(cell => cell.Label != cell.Predicted)
            .Select(cell => (double)cell.Count / support[cell.Label]).Append(MildMistakes).Max();
        html.Add($"""
            <div class="scroll"><table class="{(shown.Length > Roomy ? "confusion dense" : "confusion")}">
            <caption class="hidden">Confusion matrix of {shown.Length} classes</caption>
            """);
        WriteHeader(html, data, shown, others);
        foreach (var label in shown)
        {
            html.Add($"""<tr><th scope="row">{data.Metrics.Classes[label].Name}</th>""");
            foreach (var predicted in shown)
            {
                WriteCell(html, confusion[label, predicted], support[label], label == predicted ? null : worst);
            }

            if (others)
            {
                var rest = support[label] - shown.Sum(predicted => confusion[label, predicted]);
                WriteCell(html, rest, support[label], worst: 1);
            }

            html.AddMarkup("</tr>\n");
        }

        html.AddMarkup("</tbody>\n</table></div>\n");
    }

    static void WriteHeader(Html html, ReportData data, int[] shown, bool others)
    {
        html.AddMarkup("<thead><tr><td class=\"corner\"></td>\n");
        foreach (var predicted in shown)
        {
            html.Add($"""<th scope="col"><span>{data.Metrics.Classes[predicted].Name}</span></th>""");
        }

        html.AddMarkup(others ? "<th scope=\"col\"><span>all others</span></th>\n" : "");
        html.AddMarkup("</tr></thead>\n<tbody>\n");
    }

    static void WriteCell(Html html, long count, long support, double? worst)
    {
        if (count == 0)
        {
            html.AddMarkup("<td class=\"zero\">0</td>\n");
            return;
        }

        // The power lets small shares be seen.
        var share = (double)count / support;
        var tint = worst is { } scale ? Math.Pow(Math.Min(1, share / scale), SmallShares) : share;
        var style = worst is null ? "right" : "wrong";
        html.Add($"""
            <td class="{style}" style="--tint:{tint * 100:F0}%">{Figures.Count(count)}
            <small>{Figures.Percent(share)}</small></td>
            """);
    }
}
