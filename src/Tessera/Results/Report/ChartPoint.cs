namespace Tessera.Results.Report;

readonly record struct ChartPoint(double X, double Y);
