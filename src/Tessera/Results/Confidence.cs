namespace Tessera.Results;

/// <summary>
/// Confidences in files have six decimals, always written the same way: no exponent, no trailing zeros.
/// </summary>
static class Confidence
{
    /// <summary>"0." and six digits.</summary>
    public const int MaxLength = 8;

    const int Scale = 1_000_000;

    public static double Round(double value) => (double)Millionths(value) / Scale;

    /// <summary>
    /// Writes what <see cref="Round"/> gives; <paramref name="text"/> holds at least <see cref="MaxLength"/> bytes.
    /// </summary>
    public static int Format(double value, Span<byte> text)
    {
        var millionths = Millionths(value);
        text[0] = (byte)('0' + (millionths / Scale));
        text[1] = (byte)'.';
        for (var i = MaxLength - 1; i > 1; i--)
        {
            (millionths, var digit) = Math.DivRem(millionths, 10);
            text[i] = (byte)('0' + digit);
        }

        var length = text[..MaxLength].LastIndexOfAnyExcept((byte)'0') + 1;
        return length <= 2 ? 1 : length;
    }

    /// <summary>
    /// The fast way for what <see cref="Format"/> writes; anything else is left to a real parser. Exact: both integers
    /// are, so their quotient is the double nearest to the decimal fraction.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length is < 3 or > MaxLength || text[0] != '0' || text[1] != '.')
        {
            return false;
        }

        int digits = 0, scale = 1;
        foreach (var character in text[2..])
        {
            if (!char.IsAsciiDigit((char)character))
            {
                return false;
            }

            digits = (digits * 10) + character - '0';
            scale *= 10;
        }

        value = (double)digits / scale;
        return true;
    }

    // A softmax in float32 may exceed 1 by a rounding error.
    static int Millionths(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * Scale);
}
