using System.Text.Json;
using Tessera.Engines;
using Tessera.Results;
using Tessera.Storage;

namespace Tessera.Pipeline.Sql;

/// <summary>
/// The second opinion on a run's figures: what Spark SQL counts in the predictions themselves must be what the marks
/// add up to.
/// </summary>
static class CrossCheck
{
    /// <exception cref="TesseraException">The predictions are not those that were counted.</exception>
    public static async Task RequireAsync(
        ISqlEngine engine, string step, Folder run, PredictionTally tally, CancellationToken cancellation)
    {
        var rows = await engine.QueryAsync(step, PredictionTable.Confusion(run), cancellation);
        var counted = Parse(rows);
        var total = counted.Select(row => row.Total).Single(total => total is not null);
        Require(run, "images", tally.ToCounts().Images, total);
        foreach (var cell in tally.Confusion.Cells)
        {
            var found = counted.SingleOrDefault(row => row.Label == cell.Label && row.Predicted == cell.Predicted);
            Require(run, $"images of class {cell.Label} called {cell.Predicted}", cell.Count, found?.Images ?? 0);
        }
    }

    /// <summary>The rows of such a query.</summary>
    public static IReadOnlyList<ConfusionRow> Parse(IReadOnlyList<string> rows) =>
        [.. rows.Select(row => JsonSerializer.Deserialize(row, TesseraJsonLines.Default.ConfusionRow)!)];

    static void Require(Folder run, string what, long marked, long? counted)
    {
        if (counted != marked)
        {
            throw TesseraException.User(
                $"'{run.Url}' is damaged: Spark SQL counts {counted} {what} in its predictions, its marks say {marked};"
                + " delete the run's folder and run the command again");
        }
    }
}
