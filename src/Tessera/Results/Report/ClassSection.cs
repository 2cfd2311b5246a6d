namespace Tessera.Results.Report;

/// <summary>Precision, recall and F1 of each class; with many classes the long table is folded in.</summary>
static class ClassSection
{
    const int Unfolded = 30;

    public static void Write(Html html, ReportData data)
    {
        var classes = data.Metrics.Classes;
        if (classes.Count == 0)
        {
            return;
        }

        html.Add($"""
            <section aria-labelledby="classes">
            <h2 id="classes">Class by class</h2>
            """);
        if (classes.Count <= Unfolded)
        {
            WriteTable(html, "All classes. Choose a heading to sort.", classes);
        }
        else
        {
            var worst = classes.OrderBy(entry => entry.F1).Take(Unfolded);
            WriteTable(html, $"The {Unfolded} classes with the lowest F1", [.. worst]);
            html.Add($"<details><summary>All {classes.Count} classes</summary>");
            WriteTable(html, "All classes. Choose a heading to sort.", classes);
            html.AddMarkup("</details>\n");
        }

        html.AddMarkup("</section>\n");
    }

    static void WriteTable(Html html, string caption, IReadOnlyList<ClassMetrics> classes)
    {
        html.Add($"""
            <div class="scroll"><table class="classes">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">Class</th><th scope="col">Precision</th><th scope="col">Recall</th>
            <th scope="col">F1</th><th scope="col">Images</th></tr></thead>
            <tbody>
            """);
        foreach (var entry in classes)
        {
            html.Add($"""<tr><th scope="row">{entry.Name}</th>""");
            WriteBar(html, entry.Precision);
            WriteBar(html, entry.Recall);
            WriteBar(html, entry.F1);
            html.Add($"""<td data-value="{entry.Support}">{Figures.Count(entry.Support)}</td></tr>""");
        }

        html.AddMarkup("</tbody>\n</table></div>\n");
    }

    static void WriteBar(Html html, double value) => html.Add(
        $"""
        <td data-value="{value:F6}">
        <span class="bar" style="--part:{value * 100:F1}%">{Figures.Percent(value)}</span></td>
        """);
}
