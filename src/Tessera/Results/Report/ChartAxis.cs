using System.Globalization;

namespace Tessera.Results.Report;

/// <summary>A range of values on a range of pixels, with ticks at round numbers.</summary>
sealed class ChartAxis
{
    const int WantedTicks = 5;

    /// <summary>Values that are all the same get an axis of a tenth of theirs.</summary>
    const double FlatRange = 0.1;

    readonly double _low;
    readonly double _high;
    readonly double _from;
    readonly double _to;
    readonly double _step;

    ChartAxis(double low, double high, double step, double from, double to) =>
        (_low, _high, _step, _from, _to) = (low, high, step, from, to);

    /// <summary>From tick to tick around the values.</summary>
    public static ChartAxis Around(IEnumerable<double> values, double from, double to)
    {
        var (low, high) = (values.Min(), values.Max());
        var step = Step(high > low ? high - low : Math.Max(Math.Abs(high) * FlatRange, FlatRange));
        var first = Math.Floor(low / step);
        return new(first * step, Math.Max(Math.Ceiling(high / step), first + 1) * step, step, from, to);
    }

    /// <summary>
    /// From the least to the greatest value, a single one in the middle; ticks at whole numbers only.
    /// </summary>
    public static ChartAxis Between(IEnumerable<double> values, double from, double to)
    {
        var (low, high) = (values.Min(), values.Max());
        (low, high) = high > low ? (low, high) : (low - 0.5, high + 0.5);
        return new(low, high, Math.Max(1, Step(high - low)), from, to);
    }

    public IEnumerable<double> Ticks
    {
        get
        {
            var first = Math.Ceiling(_low / _step);
            for (var i = 0; (first + i) * _step <= _high + (_step * 1e-6); i++)
            {
                yield return (first + i) * _step;
            }
        }
    }

    public double Place(double value) => Math.Round(_from + ((value - _low) / (_high - _low) * (_to - _from)), 2);

    /// <summary>As many decimals as tell the ticks apart.</summary>
    public string Label(double tick) =>
        tick.ToString("F" + Math.Max(0, -(int)Math.Floor(Math.Log10(_step) + 1e-9)), CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten.
    static double Step(double range)
    {
        var raw = Math.Max(range, 1e-9) / WantedTicks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var factor = raw / power;
        return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
    }
}
