using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Tessera.Datasets.Sources.Pickle;

/// <summary>Numbers, strings and bytes.</summary>
sealed partial class Unpickler
{
    static readonly UTF8Encoding s_utf8 = new(false, throwOnInvalidBytes: true);

    static IEnumerable<(byte Opcode, Operation Operation)> Literals =>
    [
        ((byte)'N', machine => machine._stack.Push(null)),
        (0x88, machine => machine._stack.Push(true)),
        (0x89, machine => machine._stack.Push(false)),
        ((byte)'I', machine => machine.PushDecimal()),
        ((byte)'L', machine => machine.PushDecimal()),
        ((byte)'J', machine => machine._stack.Push((long)machine._input.ReadInt32())),
        ((byte)'K', machine => machine._stack.Push((long)machine._input.ReadByte())),
        ((byte)'M', machine => machine._stack.Push((long)machine._input.ReadUInt16())),
        (0x8A, machine => machine.PushLong(machine._input.ReadByte())),
        (0x8B, machine => machine.PushLong(machine._input.ReadUInt32())),
        ((byte)'F', machine => machine.PushDecimalFloat()),
        ((byte)'G', machine => machine._stack.Push(machine._input.ReadDouble())),
        ((byte)'S', machine => machine._stack.Push(PythonText.Unquote(machine._input.ReadLine().Span))),
        ((byte)'V', machine => machine._stack.Push(PythonText.UnescapeUnicode(machine._input.ReadLine().Span))),
        ((byte)'U', machine => machine.PushBytes(machine._input.ReadByte())),
        ((byte)'T', machine => machine.PushBytes(machine._input.ReadUInt32())),
        ((byte)'C', machine => machine.PushBytes(machine._input.ReadByte())),
        ((byte)'B', machine => machine.PushBytes(machine._input.ReadUInt32())),
        (0x8E, machine => machine.PushBytes(machine._input.ReadUInt64())),
        (0x96, machine => machine.PushBytes(machine._input.ReadUInt64())),
        (0x8C, machine => machine.PushText(machine._input.ReadByte())),
        ((byte)'X', machine => machine.PushText(machine._input.ReadUInt32())),
        (0x8D, machine => machine.PushText(machine._input.ReadUInt64())),
    ];

    void PushBytes(ulong length) => _stack.Push(_input.Read(length));

    void PushText(ulong length)
    {
        try
        {
            _stack.Push(s_utf8.GetString(_input.Read(length).Span));
        }
        catch (DecoderFallbackException)
        {
            throw new PickleException($"a string before byte {_input.Position} is not UTF-8");
        }
    }

    void PushDecimal()
    {
        var text = Encoding.Latin1.GetString(_input.ReadLine().Span);
        _stack.Push(text switch
        {
            "00" => false,
            "01" => true,
            _ when long.TryParse(
                text.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
            _ => throw new PickleException($"not a number of 64 bits before byte {_input.Position}"),
        });
    }

    void PushDecimalFloat()
    {
        var text = Encoding.Latin1.GetString(_input.ReadLine().Span);
        _stack.Push(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new PickleException($"not a number before byte {_input.Position}"));
    }

    // Two's complement, little-endian, of as few bytes as it takes; none = 0.
    void PushLong(ulong length)
    {
        var bytes = _input.Read(length).Span;
        if (bytes.Length > 8)
        {
            throw new PickleException($"a number of {bytes.Length} bytes; at most 8 are read");
        }

        Span<byte> extended = stackalloc byte[8];
        extended.Fill(bytes.Length > 0 && bytes[^1] >= 0x80 ? (byte)0xFF : (byte)0);
        bytes.CopyTo(extended);
        _stack.Push(BinaryPrimitives.ReadInt64LittleEndian(extended));
    }
}
