namespace Tessera.Results.Report;

/// <summary>Where the time went.</summary>
static class StageSection
{
    // Nothing is divided by zero.
    const double ShortestTime = 1e-9;

    public static void Write(Html html, ReportData data)
    {
        if (data.Stages.Count == 0)
        {
            return;
        }

        var longest = Math.Max(ShortestTime, data.Stages.Max(stage => stage.Seconds));
        html.Add($"""
            <section aria-labelledby="time">
            <h2 id="time">Where the time went</h2>
            <div class="scroll"><table class="stages">
            <thead><tr><th scope="col">Stage</th><th scope="col">Time</th>
            <th scope="col">Images</th><th scope="col">Images a second</th></tr></thead>
            <tbody>
            """);
        foreach (var stage in data.Stages)
        {
            WriteStage(html, stage, longest);
        }

        var all = Figures.Duration(data.Stages.Sum(stage => stage.Seconds));
        html.Add($"""
            </tbody>
            <tfoot><tr><th scope="row">All</th><td>{all}</td><td></td><td></td></tr></tfoot>
            </table></div>
            </section>
            """);
    }

    static void WriteStage(Html html, StageTime stage, double longest)
    {
        var part = stage.Seconds / longest * 100;
        var rate = Figures.Rate(stage.Images / Math.Max(ShortestTime, stage.Seconds));
        html.Add($"""
            <tr><th scope="row">{stage.Stage}</th>
            <td><span class="bar" style="--part:{part:F1}%">{Figures.Duration(stage.Seconds)}</span></td>
            <td>{Figures.Count(stage.Images)}</td><td>{rate}</td></tr>
            """);
    }
}
