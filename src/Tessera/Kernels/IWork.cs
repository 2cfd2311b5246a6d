namespace Tessera.Kernels;

/// <summary>A job of numbered items that workers claim one by one, in any order.</summary>
interface IWork
{
    /// <summary>
    /// Does one item. <paramref name="worker"/> (0 ≤ worker &lt; threads) names the scratch that it may use.
    /// </summary>
    void Execute(int item, int worker);
}
