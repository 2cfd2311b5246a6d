using System.Text;

namespace Tessera.Datasets.Sources.Pickle;

/// <summary>
/// A dictionary whose keys are text or whole numbers. Python 2's byte strings count as text (Latin-1).
/// </summary>
sealed class PickleDictionary
{
    readonly Dictionary<object, object?> _values = [];

    public int Count => _values.Count;

    /// <summary>The value of a text key, null when there is none.</summary>
    public object? this[string key] => _values.GetValueOrDefault(key);

    public void Set(object? key, object? value) => _values[Key(key)] = value;

    static object Key(object? key) => key switch
    {
        string or long => key,
        ReadOnlyMemory<byte> bytes => Encoding.Latin1.GetString(bytes.Span),
        _ => throw new PickleException($"a dictionary has a key of type {key?.GetType().Name ?? "None"}"),
    };
}
