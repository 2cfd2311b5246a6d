using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>How many of the sorted limits in the attribute <c>boundaries</c> each number reaches (Bucketize).</summary>
sealed class Buckets : IOperator
{
    public void Bind(NodeBinding node)
    {
        var x = node.FloatInput(0);
        var limits = node.Attributes.Numbers("boundaries");
        var y = node.Output(ElementType.Int32, x.Shape);
        node.Compute(run =>
        {
            var values = run.Read<float>(x);
            var buckets = run.Write<int>(y);
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i];
                buckets[i] = limits.Count(limit => value >= limit);
            }
        });
    }
}
