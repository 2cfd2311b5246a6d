namespace Tessera.Results.Report;

/// <summary>
/// The learning curve: accuracy and loss an epoch, on what the network learns from and on what it does not.
/// </summary>
static class LearningSection
{
    public static void Write(Html html, ReportData data)
    {
        if (data.History.Count == 0)
        {
            return;
        }

        html.Add($"""
            <section aria-labelledby="learning">
            <h2 id="learning">How it learnt</h2>
            <div class="columns">
            """);
        LineChart.Write(html, "Accuracy", "%", [
            Series("training", "train", data.History, epoch => epoch.TrainAccuracy * 100),
            Series("validation", "validation", data.History, epoch => epoch.ValidationAccuracy * 100)]);
        LineChart.Write(html, "Loss", "", [
            Series("training", "train", data.History, epoch => epoch.TrainLoss),
            Series("validation", "validation", data.History, epoch => epoch.ValidationLoss)]);
        html.AddMarkup("</div>\n</section>\n");
    }

    // A diverged training has values that no chart can show.
    static LineSeries Series(
        string name, string style, IReadOnlyList<LearningEpoch> history, Func<LearningEpoch, double?> valueOf) =>
        new(name, style, [.. history.Select(epoch => (epoch.Epoch, Value: valueOf(epoch)))
            .Where(point => point.Value is { } value && double.IsFinite(value))
            .Select(point => new ChartPoint(point.Epoch, point.Value!.Value))]);
}
