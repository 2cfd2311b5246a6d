using System.Globalization;

namespace Tessera.Bench;

/// <summary>Pairs of <c>--name value</c>.</summary>
sealed class BenchOptions
{
    readonly Dictionary<string, string> _values = [];

    public BenchOptions(string[] arguments)
    {
        for (var i = 0; i + 1 < arguments.Length; i += 2)
        {
            _values[arguments[i].TrimStart('-')] = arguments[i + 1];
        }
    }

    public string Text(string name, string preset) => _values.GetValueOrDefault(name, preset);

    public int Integer(string name, int preset) => (int)(Number(name) ?? preset);

    public double? Number(string name) => _values.TryGetValue(name, out var value)
        ? double.Parse(value, CultureInfo.InvariantCulture)
        : null;
}
