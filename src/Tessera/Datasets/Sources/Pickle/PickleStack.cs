namespace Tessera.Datasets.Sources.Pickle;

/// <summary>The unpickler's stack, its marks and its memo, bounded in number.</summary>
sealed class PickleStack
{
    // CIFAR's largest pickle has 20,000 objects. Each operation pushes at most one.
    const int MostObjects = 2_000_000;

    readonly List<object?> _values = [];
    readonly Stack<int> _marks = new();
    readonly Dictionary<long, object?> _memo = [];
    int _pushed;

    public int MemoCount => _memo.Count;

    public void Push(object? value)
    {
        Count();
        _values.Add(value);
    }

    public object? Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object? Peek() =>
        _values.Count > (_marks.TryPeek(out var mark) ? mark : 0)
            ? _values[^1]
            : throw new PickleException("an operation finds nothing on the stack");

    public T Pop<T>() => As<T>(Pop());

    public T Peek<T>() => As<T>(Peek());

    public void Mark()
    {
        Count();
        _marks.Push(_values.Count);
    }

    /// <summary>What was pushed since the last mark, in that order; the mark goes too.</summary>
    public object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark))
        {
            throw new PickleException("an operation finds no mark");
        }

        var values = _values[mark..].ToArray();
        _values.RemoveRange(mark, values.Length);
        return values;
    }

    public void Remember(long index)
    {
        Count();
        _memo[index] = Peek();
    }

    public void Recall(long index)
    {
        if (!_memo.TryGetValue(index, out var value))
        {
            throw new PickleException($"memo {index} was never stored");
        }

        Push(value);
    }

    static T As<T>(object? value) =>
        value is T typed
            ? typed
            : throw new PickleException($"{typeof(T).Name} expected, found {value?.GetType().Name ?? "None"}");

    void Count()
    {
        if (++_pushed > MostObjects)
        {
            throw new PickleException($"more than {MostObjects} objects");
        }
    }
}
