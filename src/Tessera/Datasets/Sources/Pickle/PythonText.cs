using System.Globalization;
using System.Text;

namespace Tessera.Datasets.Sources.Pickle;

/// <summary>Protocol 0's printable strings.</summary>
static class PythonText
{
    /// <summary>A quoted string literal of Python 2, as bytes: escapes \\ \' \" \n \r \t and \xNN.</summary>
    public static ReadOnlyMemory<byte> Unquote(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] is not ((byte)'\'' or (byte)'"') || line[^1] != line[0])
        {
            throw new PickleException("a string is not quoted");
        }

        var bytes = new List<byte>(line.Length);
        for (var rest = line[1..^1]; rest.Length > 0;)
        {
            bytes.Add(NextByte(rest, out var length));
            rest = rest[length..];
        }

        return bytes.ToArray();
    }

    /// <summary>Latin-1 with \uNNNN and \UNNNNNNNN.</summary>
    public static string UnescapeUnicode(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        while (line.Length > 0)
        {
            var digits = line.StartsWith("\\u"u8) ? 4 : line.StartsWith("\\U"u8) ? 8 : 0;
            if (digits == 0)
            {
                text.Append((char)line[0]);
                line = line[1..];
                continue;
            }

            var code = Hexadecimal(line[2..], digits);
            text.Append(digits == 4 ? ((char)code).ToString() : Character(code));
            line = line[(2 + digits)..];
        }

        return text.ToString();
    }

    static string Character(uint code) =>
        Rune.IsValid(code) ? new Rune(code).ToString() : throw new PickleException("a character does not exist");

    static byte NextByte(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        if (text[0] != (byte)'\\')
        {
            return text[0];
        }

        length = 2;
        switch (text.Length > 1 ? (char)text[1] : '\0')
        {
            case 'n':
                return (byte)'\n';
            case 'r':
                return (byte)'\r';
            case 't':
                return (byte)'\t';
            case '\\' or '\'' or '"':
                return text[1];
            case 'x':
                length = 4;
                return (byte)Hexadecimal(text[2..], 2);
            default:
                throw new PickleException("a string has an unknown escape");
        }
    }

    static uint Hexadecimal(ReadOnlySpan<byte> text, int digits) =>
        text.Length >= digits
        && uint.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new PickleException("a string has an escape without digits");
}
