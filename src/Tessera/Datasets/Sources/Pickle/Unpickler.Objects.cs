using System.Text;

namespace Tessera.Datasets.Sources.Pickle;

/// <summary>The few globals that stand for bytes and NumPy arrays; everything else is refused.</summary>
sealed partial class Unpickler
{
    static readonly Dictionary<string, PickleGlobal> s_globals = new()
    {
        ["numpy.core.multiarray._reconstruct"] = PickleGlobal.Reconstruct,
        ["numpy._core.multiarray._reconstruct"] = PickleGlobal.Reconstruct,
        ["numpy.core.numeric._frombuffer"] = PickleGlobal.FromBuffer,
        ["numpy._core.numeric._frombuffer"] = PickleGlobal.FromBuffer,
        ["numpy.ndarray"] = PickleGlobal.Array,
        ["numpy.dtype"] = PickleGlobal.ElementType,
        ["_codecs.encode"] = PickleGlobal.Encode,
    };

    long _encodedCharacters;

    static IEnumerable<(byte Opcode, Operation Operation)> Objects =>
    [
        ((byte)'c', machine => machine.PushGlobal(machine.ReadName(), machine.ReadName())),
        (0x93, machine => machine.PushStackGlobal()),
        ((byte)'R', machine => machine.Reduce()),
        ((byte)'b', machine => machine.Build()),
    ];

    string ReadName() => Encoding.Latin1.GetString(_input.ReadLine().Span);

    void PushStackGlobal()
    {
        var name = _stack.Pop<string>();
        PushGlobal(_stack.Pop<string>(), name);
    }

    void PushGlobal(string module, string name)
    {
        var global = $"{module}.{name}";
        _stack.Push(s_globals.TryGetValue(global, out var known)
            ? known
            : throw new PickleException(
                $"it refers to '{Printable(global)}'; nothing but bytes and NumPy arrays is allowed in a data file"));
    }

    void Reduce()
    {
        var arguments = _stack.Pop<object?[]>();
        object result = (_stack.Pop<PickleGlobal>(), arguments) switch
        {
            (PickleGlobal.Reconstruct, [PickleGlobal.Array, object?[], _]) => new PickleArray(),
            (PickleGlobal.ElementType, [string or ReadOnlyMemory<byte>, ..]) => ParseElementType(Text(arguments[0])),
            (PickleGlobal.Encode, [string text, "latin1" or "latin-1"]) => Encode(text),
            (PickleGlobal.FromBuffer, [ReadOnlyMemory<byte> data, PickleElementType type, object?[] shape, _]) =>
                FromBuffer(data, type, shape, Text(arguments[3])),
            var (global, _) => throw new PickleException($"'{global}' has arguments that are not allowed"),
        };
        _stack.Push(result);
    }

    void Build()
    {
        var state = _stack.Pop<object?[]>();
        switch (_stack.Peek(), state)
        {
            case (PickleElementType type, [long, var order, null, null, null, ..]):
                CheckOrder(type, Text(order));
                break;
            case (PickleArray array,
                [long, object?[] shape, PickleElementType type, bool isFortran, ReadOnlyMemory<byte> data]):
                CheckContiguous(isFortran, shape);
                array.Fill(type, shape, data);
                break;
            default:
                throw new PickleException("a NumPy object of a kind that is not read");
        }
    }

    static PickleArray FromBuffer(ReadOnlyMemory<byte> data, PickleElementType type, object?[] shape, string order)
    {
        CheckContiguous(order != "C", shape);
        var array = new PickleArray();
        array.Fill(type, shape, data);
        return array;
    }

    static PickleElementType ParseElementType(string name) => PickleElementType.Parse(Printable(name));

    static void CheckOrder(PickleElementType type, string order)
    {
        if (order is not ("<" or "|" or "=") && type.Bytes > 1)
        {
            throw new PickleException($"a NumPy array of byte order '{Printable(order)}'; little-endian is read");
        }
    }

    static void CheckContiguous(bool isFortran, object?[] shape)
    {
        if (isFortran && shape.Length > 1)
        {
            throw new PickleException("a NumPy array in Fortran order; C order is read");
        }
    }

    // One string could be encoded over and over: the total is bounded by the pickle's length.
    ReadOnlyMemory<byte> Encode(string text)
    {
        _encodedCharacters += text.Length;
        if (_encodedCharacters > _input.Length || text.AsSpan().ContainsAnyExceptInRange('\0', '\xFF'))
        {
            throw new PickleException("a text that does not stand for bytes");
        }

        return Encoding.Latin1.GetBytes(text);
    }

    static string Text(object? value) => value switch
    {
        string text => text,
        ReadOnlyMemory<byte> bytes => Encoding.Latin1.GetString(bytes.Span),
        _ => throw new PickleException("a NumPy object without text where text belongs"),
    };

    static string Printable(string text) =>
        new([.. text.Take(100).Select(character => char.IsControl(character) ? '?' : character)]);
}
