namespace Tessera.Results.Report;

/// <summary>How sure right and wrong answers were, and whether "90 % sure" is right 90 times of 100.</summary>
static class ConfidenceSection
{
    /// <summary>Confidence and accuracy this close are called the same.</summary>
    const double CloseEnough = 0.01;

    public static void Write(Html html, ReportData data)
    {
        if (data.Confidences.Total == 0)
        {
            return;
        }

        html.AddMarkup("<section aria-labelledby=\"confidence\">\n<h2 id=\"confidence\">How sure it is</h2>\n");
        html.Add($"<p>{Hint(data.Confidences)}</p>");
        html.AddMarkup("<div class=\"columns\">\n");
        ConfidenceChart.Write(html, data.Confidences);
        ReliabilityChart.Write(html, data.Confidences);
        html.AddMarkup("</div>\n</section>\n");
    }

    static string Hint(ConfidenceHistogram confidences)
    {
        var accuracy = (double)confidences.Right / confidences.Total;
        var gap = confidences.MeanConfidence - accuracy;
        var verdict = Math.Abs(gap) <= CloseEnough ? "it knows how sure it may be"
            : gap > 0 ? "it is too sure of itself" : "it is better than it believes";
        return $"On average the network is {Figures.Percent(confidences.MeanConfidence)} sure and right in "
            + $"{Figures.Percent(accuracy)}: {verdict}. "
            + $"Expected calibration error: {Figures.Percent(confidences.CalibrationError)}.";
    }
}
