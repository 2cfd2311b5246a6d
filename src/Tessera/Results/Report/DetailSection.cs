namespace Tessera.Results.Report;

/// <summary>What it takes to make the run again, and where its data are.</summary>
static class DetailSection
{
    public static void Write(Html html, ReportData data)
    {
        html.Add($"""
            <section aria-labelledby="details">
            <h2 id="details">How to repeat it</h2>
            """);
        if (data.Command is { } command)
        {
            html.Add($"""<pre class="command"><code>{command}</code></pre>""");
        }

        html.AddMarkup("<div class=\"columns\">\n");
        WriteFacts(html, "Options", data.Options);
        WriteFacts(html, "Versions", data.Versions);
        html.AddMarkup("</div>\n");
        WriteFiles(html, data.Files);
        html.AddMarkup("</section>\n");
    }

    static void WriteFacts(Html html, string caption, IReadOnlyList<Fact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        html.Add($"""<table class="facts"><caption>{caption}</caption><tbody>""");
        foreach (var (name, value) in facts)
        {
            html.Add($"""<tr><th scope="row">{name}</th><td>{value}</td></tr>""");
        }

        html.AddMarkup("</tbody></table>\n");
    }

    static void WriteFiles(Html html, IReadOnlyList<DataFile> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        html.AddMarkup("<h3>The same as data</h3>\n<ul class=\"files\">\n");
        foreach (var (path, meaning) in files)
        {
            var address = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
            html.Add($"""<li><a href="./{address}">{path}</a> <span class="muted">{meaning}</span></li>""");
        }

        html.AddMarkup("</ul>\n");
    }
}
