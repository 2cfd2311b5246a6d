namespace Tessera.Results.Report;

/// <summary>One line of a chart: its name in the legend, its CSS class, its points from left to right.</summary>
sealed record LineSeries(string Name, string Style, IReadOnlyList<ChartPoint> Points);
