namespace Tessera.Results.Report;

/// <summary>What, how well, and the few figures that one tells a colleague.</summary>
static class Headline
{
    public static void Write(Html html, ReportData data)
    {
        var metrics = data.Metrics;
        html.AddMarkup("<header>\n");
        html.Add($"""
            <p class="eyebrow">Tessera report · {data.Created:d MMMM yyyy}</p>
            <h1>{data.Network} <span class="on">on</span> {data.Dataset}</h1>
            """);
        WriteClaim(html, metrics);
        html.AddMarkup("<dl class=\"tiles\">\n");
        WriteTile(html, "Macro F1", Figures.Percent(metrics.MacroF1));
        if (metrics.Top5Accuracy is not null)
        {
            WriteTile(html, "Top-5 accuracy", Figures.Percent(metrics.Top5Accuracy));
        }

        WriteTile(html, "Log loss", metrics.LogLoss is { } loss ? FormattableString.Invariant($"{loss:F3}") : "–");
        WriteTile(html, "Calibration error", Figures.Percent(data.Confidences.CalibrationError));
        WriteTile(html, "Mistakes", Figures.Count(metrics.Labelled - metrics.Correct));
        WriteTile(html, "Unreadable", Figures.Count(metrics.Errors));
        if (data.Stages.Count > 0)
        {
            WriteTile(html, "Time", Figures.Duration(data.Stages.Sum(stage => stage.Seconds)));
        }

        html.AddMarkup("</dl>\n</header>\n");
    }

    static void WriteClaim(Html html, Metrics metrics)
    {
        if (metrics.Accuracy is null)
        {
            html.Add($"""<p class="claim">{Figures.Count(metrics.Images)} images classified; none has a label.</p>""");
            return;
        }

        html.Add($"""
            <p class="claim"><strong>{Figures.Percent(metrics.Accuracy, 2)}</strong> accuracy</p>
            <p class="lead">{Figures.Count(metrics.Correct)} of {Figures.Count(metrics.Labelled)} images of the split
            “{metrics.Split}” were recognised, among {metrics.Classes.Count} classes.</p>
            """);
    }

    static void WriteTile(Html html, string name, string value) =>
        html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
