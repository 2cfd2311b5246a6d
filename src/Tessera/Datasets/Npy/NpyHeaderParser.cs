using System.Globalization;

namespace Tessera.Datasets.Npy;

/// <summary>
/// Reads the one Python dictionary that a .npy header may be: the keys descr, fortran_order and shape, each once, with
/// a string, a Boolean and a tuple of whole numbers. A grammar of its own; nothing is evaluated.
/// </summary>
sealed class NpyHeaderParser(string text, string name)
{
    const int MostDimensions = 64; // NumPy's own limit

    int _position;

    public (NpyType Type, IReadOnlyList<long> Shape) Parse()
    {
        NpyType? type = null;
        IReadOnlyList<long>? shape = null;
        var hasOrder = false;
        Expect('{');
        while (!TryTake('}'))
        {
            switch (ReadString())
            {
                case "descr" when type is null:
                    Expect(':');
                    type = ReadType();
                    break;
                case "fortran_order" when !hasOrder:
                    Expect(':');
                    ReadOrder();
                    hasOrder = true;
                    break;
                case "shape" when shape is null:
                    Expect(':');
                    shape = ReadShape();
                    break;
                case var key:
                    throw Malformed($"the key '{key}' is unknown or repeated");
            }

            EndItem('}');
        }

        SkipSpace();
        if (_position != text.Length || type is null || shape is null || !hasOrder)
        {
            throw Malformed("descr, fortran_order and shape are needed, and nothing else");
        }

        return (type.Value, shape);
    }

    NpyType ReadType()
    {
        var descriptor = ReadString();
        return NpyTypes.Find(descriptor)
            ?? throw TesseraException.User(
                $"'{name}': elements of type '{descriptor}'; what can be read is {NpyTypes.Known}.");
    }

    void ReadOrder()
    {
        var word = ReadWhile(char.IsAsciiLetter);
        if (word == "True")
        {
            throw TesseraException.User(
                $"'{name}' is in Fortran order; only C order is read. Save it again after numpy.ascontiguousarray.");
        }

        if (word != "False")
        {
            throw Malformed("fortran_order is neither True nor False");
        }
    }

    List<long> ReadShape()
    {
        var shape = new List<long>();
        Expect('(');
        while (!TryTake(')'))
        {
            var digits = ReadWhile(char.IsAsciiDigit);
            if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || shape.Count == MostDimensions)
            {
                throw Malformed("the shape is not a tuple of whole numbers");
            }

            shape.Add(length);
            TryTake('L'); // as Python 2 wrote long numbers
            EndItem(')');
        }

        return shape;
    }

    string ReadString()
    {
        SkipSpace();
        var quote = _position < text.Length ? text[_position] : '\0';
        var end = quote is '\'' or '"' ? text.IndexOf(quote, _position + 1) : -1;
        if (end < 0)
        {
            throw Malformed("a quoted string is missing");
        }

        var value = text[(_position + 1)..end];
        _position = end + 1;
        return value.All(character => character is > ' ' and <= '~')
            ? value
            : throw Malformed("a string has characters that do not belong there");
    }

    string ReadWhile(Func<char, bool> isPart)
    {
        SkipSpace();
        var start = _position;
        while (_position < text.Length && isPart(text[_position]))
        {
            _position++;
        }

        return text[start.._position];
    }

    // A comma, unless the closing bracket follows.
    void EndItem(char close)
    {
        if (!TryTake(',') && !(_position < text.Length && text[_position] == close))
        {
            throw Malformed($"',' or '{close}' is missing");
        }
    }

    void Expect(char character)
    {
        if (!TryTake(character))
        {
            throw Malformed($"'{character}' is missing");
        }
    }

    bool TryTake(char character)
    {
        SkipSpace();
        var isThere = _position < text.Length && text[_position] == character;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    void SkipSpace()
    {
        while (_position < text.Length && text[_position] is ' ' or '\n')
        {
            _position++;
        }
    }

    TesseraException Malformed(string what) =>
        TesseraException.User($"'{name}': the .npy header is malformed at character {_position}: {what}.");
}
