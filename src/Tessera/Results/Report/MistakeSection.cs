using Tessera.Imaging.Png;

namespace Tessera.Results.Report;

/// <summary>The wrong answers that the model was surest of, with their pictures inline.</summary>
static class MistakeSection
{
    public static void Write(Html html, ReportData data)
    {
        if (data.Mistakes.Count == 0)
        {
            return;
        }

        html.Add($"""
            <section aria-labelledby="mistakes">
            <h2 id="mistakes">The worst mistakes</h2>
            <p>The {data.Mistakes.Count} wrong answers of which the network was surest. Some are labelled wrongly,
            some are hard, some are embarrassing.</p>
            <ul class="mistakes">
            """);
        foreach (var entry in data.Mistakes)
        {
            WriteMistake(html, entry, data.Metrics.Classes);
        }

        html.AddMarkup("</ul>\n</section>\n");
    }

    static void WriteMistake(Html html, MistakePicture entry, IReadOnlyList<ClassMetrics> classes)
    {
        var mistake = entry.Mistake;
        var (label, predicted) = (classes[mistake.Label].Name, classes[mistake.Predicted].Name);
        html.AddMarkup("<li><figure>\n");
        if (entry.Picture is { } picture)
        {
            html.Add($"""
                <img src="data:image/png;base64,{Convert.ToBase64String(PngEncoder.Encode(picture))}"
                width="{picture.Width}" height="{picture.Height}" alt="{label}, taken for {predicted}" />
                """);
        }

        html.Add($"""
            <figcaption><span class="told">{predicted}</span> <span class="truth">is {label}</span>
            <span class="muted">{Figures.Percent(mistake.Confidence)} sure</span>
            <span class="key" title="{mistake.Key}">{mistake.Key}</span></figcaption>
            </figure></li>
            """);
    }
}
