using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Shapes;

/// <summary>Puts tensors of one shape side by side along a new axis.</summary>
sealed class Pack : IOperator
{
    public void Bind(NodeBinding node)
    {
        var first = node.Input(0);
        var axis = Axis.Resolve(node.Attributes.Integer("axis", 0), first.Shape.Rank + 1);
        Operand[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(node.Input)];
        if (inputs.Any(input => input.Type != first.Type || !input.Shape.Equals(first.Shape)))
        {
            throw TesseraException.User("its inputs must be of one type and shape");
        }

        var extents = first.Shape.Extents;
        var y = node.Output(first.Type, new TensorShape([.. extents[..axis], inputs.Length, .. extents[axis..]]));
        var length = first.Shape.Product(axis..) * first.Type.Size();
        node.Compute(run =>
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                Blocks.Copy(run.ReadBytes(inputs[i]), run.WriteBytes(y), length, i * length, inputs.Length * length);
            }
        });
    }
}
