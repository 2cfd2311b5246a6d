using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>The slices that rows of indices name (TensorFlow's GatherNd). Inputs tensor and indices.</summary>
sealed class GatherByRows : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, indices) = (node.Input(0), node.Input(1));
        var slices = IndexedSlices.Of(x.Shape, indices);
        var y = node.Output(x.Type, slices.Result(indices.Shape));
        var length = slices.Length * x.Type.Size();
        node.Compute(run =>
        {
            var target = run.WriteBytes(y);
            foreach (var offset in slices.Offsets(run, indices))
            {
                run.ReadBytes(x).Slice(offset * x.Type.Size(), length).CopyTo(target);
                target = target[length..];
            }
        });
    }
}
