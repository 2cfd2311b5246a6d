using System.Globalization;
using System.Text.Json.Serialization;

namespace Tessera.Pipeline;

/// <summary>A limit on failed images: a count, or a share of all images written with a percent sign.</summary>
[JsonConverter(typeof(MaxErrorsJsonConverter))]
public readonly record struct MaxErrors(double Value, MaxErrorsUnit Unit)
{
    public static MaxErrors OnePercent { get; } = new(1, MaxErrorsUnit.Percent);

    /// <summary>Parses <c>100</c> or <c>1%</c>.</summary>
    /// <exception cref="TesseraException">It is neither.</exception>
    public static MaxErrors Parse(string text)
    {
        var unit = text.EndsWith('%') ? MaxErrorsUnit.Percent : MaxErrorsUnit.Images;
        var style = unit == MaxErrorsUnit.Percent ? NumberStyles.Float : NumberStyles.None;
        var parsed = double.TryParse(text.TrimEnd('%'), style, CultureInfo.InvariantCulture, out var value);
        return parsed && value >= 0 && (unit == MaxErrorsUnit.Images || value <= 100)
            ? new MaxErrors(value, unit)
            : throw TesseraException.User(
                $"--max-errors '{text}' is not allowed: "
                + "give a number of images such as 100, or a share from 0% to 100% such as 1%");
    }

    /// <summary>How many of so many images may fail; a share is rounded down.</summary>
    public long Of(long images) => (long)(Unit == MaxErrorsUnit.Percent ? Math.Floor(Value / 100 * images) : Value);

    public override string ToString() =>
        Value.ToString(CultureInfo.InvariantCulture) + (Unit == MaxErrorsUnit.Percent ? "%" : "");
}
