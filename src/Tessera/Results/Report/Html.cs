using System.Text;

namespace Tessera.Results.Report;

/// <summary>
/// HTML text that grows. What stands in braces of an interpolated string is escaped, always: literals are markup,
/// values are text.
/// </summary>
sealed class Html
{
    readonly StringBuilder _text = new();

    /// <summary>Adds markup with escaped values, and a line feed.</summary>
    public void Add([System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("")] ref HtmlHandler markup) =>
        _text.Append('\n');

    /// <summary>Adds text as it is. Only for constants of this program.</summary>
    public void AddMarkup(string markup) => _text.Append(markup);

    /// <summary>
    /// Adds text, escaped for elements and quoted attributes. Control characters, which HTML forbids, become U+FFFD.
    /// </summary>
    public void AddText(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                '\t' or '\n' => _text.Append(character),
                _ when char.IsControl(character) || character >= '\uFFFE' => _text.Append('\uFFFD'),
                _ => _text.Append(character),
            };
        }
    }

    /// <summary>UTF-8; lone surrogates become U+FFFD.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());
}
