namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>What an equation says about the axes of two tensors and their product.</summary>
/// <param name="Left">The axes of the first tensor.</param>
/// <param name="Right">The axes of the second tensor.</param>
/// <param name="Result">The axes of the product.</param>
sealed record EinsumEquation(string Left, string Right, string Result)
{
    string Batch => Pick(Left, label => Right.Contains(label) && Result.Contains(label));

    string LeftOnly => Pick(Left, label => !Right.Contains(label));

    string Summed => Pick(Left, label => Right.Contains(label) && !Result.Contains(label));

    string RightOnly => Pick(Right, label => !Left.Contains(label));

    /// <summary>The order of the first tensor's axes that makes it (batch, own, summed).</summary>
    public int[] LeftOrder => Order(Left, Batch + LeftOnly + Summed);

    /// <summary>The order of the second tensor's axes that makes it (batch, summed, own).</summary>
    public int[] RightOrder => Order(Right, Batch + Summed + RightOnly);

    /// <summary>The order of the product's axes (batch, first's own, second's own) that makes the result.</summary>
    public int[] ResultOrder => Order(Batch + LeftOnly + RightOnly, Result);

    /// <summary>The equation; null when it is no product of batches of matrices.</summary>
    public static EinsumEquation? Parse(string text)
    {
        if (text.Split("->") is not [var inputs, var result] || inputs.Split(',') is not [var left, var right])
        {
            return null;
        }

        var equation = new EinsumEquation(left, right, result);
        var isSupported = new[] { left, right, result }.All(IsPlain)
            && equation.LeftOnly.All(result.Contains)
            && equation.RightOnly.All(result.Contains)
            && result.All(label => left.Contains(label) || right.Contains(label));
        return isSupported ? equation : null;
    }

    /// <exception cref="TesseraException">One letter stands for two extents.</exception>
    public void RequireEqualExtents(TensorShape left, TensorShape right)
    {
        foreach (var label in Batch + Summed)
        {
            if (left[Left.IndexOf(label)] != right[Right.IndexOf(label)])
            {
                throw TesseraException.User(
                    $"in '{Left},{Right}->{Result}', {label} differs between {left} and {right}");
            }
        }
    }

    /// <summary>The ordered tensors as batches of matrices.</summary>
    public EinsumGroups Groups(TensorShape left, TensorShape right)
    {
        var batch = Batch.Length;
        var (own, summed) = (batch + LeftOnly.Length, batch + Summed.Length);
        var count = left.Product(..batch);
        return new EinsumGroups(
            new TensorShape(count, left.Product(batch..own), left.Product(own..)),
            new TensorShape(count, right.Product(batch..summed), right.Product(summed..)),
            new TensorShape([.. left.Extents[..own], .. right.Extents[summed..]]));
    }

    static string Pick(string labels, Func<char, bool> isPicked) => string.Concat(labels.Where(isPicked));

    static int[] Order(string from, string to) => [.. to.Select(label => from.IndexOf(label))];

    static bool IsPlain(string labels) => labels.All(char.IsAsciiLetter) && labels.Distinct().Count() == labels.Length;
}
