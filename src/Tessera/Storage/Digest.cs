using System.Buffers.Binary;
using System.Text.Json.Serialization;

namespace Tessera.Storage;

/// <summary>
/// A SHA-256 as 32 bytes: of what is kept for each of many shards, its text would be the most. Written as 64 lower-case
/// hexadecimal digits.
/// </summary>
[JsonConverter(typeof(DigestJsonConverter))]
public readonly record struct Digest(UInt128 High, UInt128 Low)
{
    internal const int Bytes = 32;

    /// <summary>Length of its text.</summary>
    internal const int Digits = 2 * Bytes;

    internal static bool IsOne(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigit);

    /// <exception cref="FormatException">These are not 64 hexadecimal digits.</exception>
    public static Digest Parse(string text) => text.Length == Digits
        ? Of(Convert.FromHexString(text))
        : throw new FormatException($"'{text}' is no SHA-256: it has {Digits} hexadecimal digits");

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Bytes / 2)..], Low);
        return Convert.ToHexStringLower(bytes);
    }

    internal static Digest Of(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[(Bytes / 2)..]));
}
