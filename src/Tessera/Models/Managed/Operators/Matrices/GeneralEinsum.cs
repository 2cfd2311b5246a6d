using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Matrices;

/// <summary>
/// The equations that are no product of matrices: one tensor, a letter twice in a tensor (its diagonal), a letter that
/// is summed within a tensor, an ellipsis. Plain loops.
/// </summary>
static class GeneralEinsum
{
    /// <exception cref="TesseraException">The equation makes no sense, or does not fit its tensors.</exception>
    public static void Bind(NodeBinding node, string equation)
    {
        Operand[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(index => node.FloatInput(index))];
        var labels = EinsumLabels.Parse(equation, [.. inputs.Select(input => input.Shape)]);
        var y = node.Output(ElementType.Float32, new TensorShape(labels.ResultExtents));
        var inner = new TensorShape(labels.SummedExtents).ElementCount;
        node.CountMultiplications((long)y.Shape.ElementCount * inner * (inputs.Length - 1));
        node.Compute(run =>
        {
            for (var i = 0; i < y.Shape.ElementCount; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < inner; j++)
                {
                    sum += Product(run, inputs, labels, i, j);
                }

                run.Write<float>(y)[i] = (float)sum;
            }
        });
    }

    static double Product(Execution run, Operand[] inputs, EinsumLabels labels, int result, int summed)
    {
        var product = 1.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            product *= run.Read<float>(inputs[i])[labels.Offset(i, result, summed)];
        }

        return product;
    }
}
