namespace Tessera.Results.Report;

/// <summary>
/// Keeps the wrong answers that the model was surest of; ties by key, so that the order of adding does not matter.
/// </summary>
public sealed class WorstMistakes(int capacity)
{
    readonly SortedSet<Mistake> _mistakes = new(Comparer<Mistake>.Create(Compare));

    /// <summary>The surest first.</summary>
    public IReadOnlyList<Mistake> Ordered => [.. _mistakes];

    public void Add(Mistake mistake)
    {
        if (_mistakes.Count < capacity)
        {
            _mistakes.Add(mistake);
        }
        else if (capacity > 0 && Compare(mistake, _mistakes.Max!) < 0 && _mistakes.Add(mistake))
        {
            _mistakes.Remove(_mistakes.Max!);
        }
    }

    static int Compare(Mistake a, Mistake b)
    {
        var byConfidence = b.Confidence.CompareTo(a.Confidence);
        return byConfidence != 0 ? byConfidence : string.CompareOrdinal(a.Key, b.Key);
    }
}
