namespace Tessera.Datasets.Sources.Pickle;

/// <summary>
/// Reads Python pickles, protocols 0 to 5, that hold nothing but data. A pickle is a program for a stack machine; this
/// machine can build None, bool, long, double, string, bytes (ReadOnlyMemory&lt;byte&gt;, also Python 2's strings),
/// lists (List&lt;object?&gt;), tuples (object?[]), dictionaries (<see cref="PickleDictionary"/>) and
/// <see cref="PickleArray"/>, and calls nothing: every other global, and every operation that could make an object, is
/// refused by name. Source: the opcodes documented in Python's pickletools.
/// </summary>
sealed partial class Unpickler
{
    delegate void Operation(Unpickler unpickler);

    const byte Stop = (byte)'.';

    static readonly Operation?[] s_operations = BuildOperations();

    readonly PickleInput _input;
    readonly PickleStack _stack = new();

    Unpickler(ReadOnlyMemory<byte> pickle) => _input = new(pickle);

    /// <exception cref="PickleException">Anything else than such data.</exception>
    public static object? Read(ReadOnlyMemory<byte> pickle) => new Unpickler(pickle).Run();

    object? Run()
    {
        for (var opcode = _input.ReadByte(); opcode != Stop; opcode = _input.ReadByte())
        {
            var operation = s_operations[opcode]
                ?? throw new PickleException(
                    $"operation 0x{opcode:X2} at byte {_input.Position - 1} is not allowed in a data file");
            operation(this);
        }

        return _stack.Pop() switch
        {
            PickleElementType or PickleGlobal => throw new PickleException("it holds no data"),
            var value => value,
        };
    }

    static Operation?[] BuildOperations()
    {
        var operations = new Operation?[256];
        foreach (var (opcode, operation) in Literals.Concat(Containers).Concat(Objects))
        {
            operations[opcode] = operation;
        }

        return operations;
    }
}
