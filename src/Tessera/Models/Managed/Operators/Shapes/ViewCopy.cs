using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Outputs that are copies of some elements of an input.</summary>
static class ViewCopy
{
    /// <summary>The node's only output is the view of its input.</summary>
    public static void Bind(NodeBinding node, Operand x, StridedView view) =>
        Bind(node, x, [(view, new TensorShape(view.Extents))]);

    /// <summary>The node's outputs are views of its input, each under a shape of its own.</summary>
    public static void Bind(NodeBinding node, Operand x, params (StridedView View, TensorShape Shape)[] parts)
    {
        Operand[] outputs = [.. parts.Select(part => node.Output(x.Type, part.Shape))];
        var size = x.Type.Size();
        node.Compute(run =>
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                parts[i].View.Copy(run.ReadBytes(x), run.WriteBytes(outputs[i]), size);
            }
        });
    }
}
