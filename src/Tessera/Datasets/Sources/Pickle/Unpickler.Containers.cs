namespace Tessera.Datasets.Sources.Pickle;

/// <summary>Protocol, stack, memo, lists, tuples and dictionaries.</summary>
sealed partial class Unpickler
{
    const int NewestProtocol = 5;

    static IEnumerable<(byte Opcode, Operation Operation)> Containers =>
    [
        (0x80, machine => machine.CheckProtocol()),
        (0x95, machine => machine._input.ReadUInt64()), // a frame's length serves buffered readers only
        ((byte)'(', machine => machine._stack.Mark()),
        ((byte)'0', machine => machine._stack.Pop()),
        ((byte)'1', machine => machine._stack.PopToMark()),
        ((byte)'2', machine => machine._stack.Push(machine._stack.Peek())),
        ((byte)'p', machine => machine._stack.Remember(machine.ReadIndex())),
        ((byte)'q', machine => machine._stack.Remember(machine._input.ReadByte())),
        ((byte)'r', machine => machine._stack.Remember(machine._input.ReadUInt32())),
        (0x94, machine => machine._stack.Remember(machine._stack.MemoCount)),
        ((byte)'g', machine => machine._stack.Recall(machine.ReadIndex())),
        ((byte)'h', machine => machine._stack.Recall(machine._input.ReadByte())),
        ((byte)'j', machine => machine._stack.Recall(machine._input.ReadUInt32())),
        ((byte)']', machine => machine._stack.Push(new List<object?>())),
        ((byte)'l', machine => machine._stack.Push(machine._stack.PopToMark().ToList())),
        ((byte)'a', machine => machine.Append([machine._stack.Pop()])),
        ((byte)'e', machine => machine.Append(machine._stack.PopToMark())),
        ((byte)')', machine => machine._stack.Push(Array.Empty<object?>())),
        ((byte)'t', machine => machine._stack.Push(machine._stack.PopToMark())),
        (0x85, machine => machine.PushTuple(1)),
        (0x86, machine => machine.PushTuple(2)),
        (0x87, machine => machine.PushTuple(3)),
        ((byte)'}', machine => machine._stack.Push(new PickleDictionary())),
        ((byte)'d', machine => machine.PushDictionary()),
        ((byte)'s', machine => machine.SetItem()),
        ((byte)'u', machine => machine.SetItems(machine._stack.PopToMark())),
    ];

    void CheckProtocol()
    {
        var protocol = _input.ReadByte();
        if (protocol > NewestProtocol)
        {
            throw new PickleException($"protocol {protocol}; 0 to {NewestProtocol} are read");
        }
    }

    long ReadIndex()
    {
        PushDecimal();
        return _stack.Pop<long>();
    }

    void Append(object?[] values) => _stack.Peek<List<object?>>().AddRange(values);

    void PushTuple(int length)
    {
        var values = new object?[length];
        for (var i = length - 1; i >= 0; i--)
        {
            values[i] = _stack.Pop();
        }

        _stack.Push(values);
    }

    void PushDictionary()
    {
        var values = _stack.PopToMark();
        _stack.Push(new PickleDictionary());
        SetItems(values);
    }

    void SetItem()
    {
        var value = _stack.Pop();
        SetItems([_stack.Pop(), value]);
    }

    void SetItems(object?[] values)
    {
        var dictionary = _stack.Peek<PickleDictionary>();
        if (values.Length % 2 != 0)
        {
            throw new PickleException("a dictionary has a key without value");
        }

        for (var i = 0; i < values.Length; i += 2)
        {
            dictionary.Set(values[i], values[i + 1]);
        }
    }
}
