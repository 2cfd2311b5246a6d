using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tessera.Results.Report;

/// <summary>Receives the parts of an interpolated string for <see cref="Html"/> and escapes its values.</summary>
[InterpolatedStringHandler]
readonly ref struct HtmlHandler
{
    readonly Html _html;

    public HtmlHandler(int literalLength, int formattedCount, Html html)
    {
        _ = (literalLength, formattedCount);
        _html = html;
    }

    public void AppendLiteral(string markup) => _html.AddMarkup(markup);

    public void AppendFormatted(string? text) => _html.AddText(text);

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable =>
        _html.AddText(value.ToString(format, CultureInfo.InvariantCulture));
}
