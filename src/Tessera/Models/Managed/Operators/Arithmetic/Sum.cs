using Tessera.Kernels;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>The sum of any number of tensors of one shape (TensorFlow's AddN).</summary>
sealed class Sum : IOperator
{
    public void Bind(NodeBinding node)
    {
        Operand[] inputs = [.. Enumerable.Range(0, node.InputCount).Select(i => node.FloatInput(i))];
        if (inputs.Length == 0 || inputs.Any(input => !input.Shape.Equals(inputs[0].Shape)))
        {
            throw TesseraException.User("its inputs must be of one shape");
        }

        var y = node.Output(ElementType.Float32, inputs[0].Shape);
        node.Compute(run =>
        {
            var sum = run.Write<float>(y);
            run.Read<float>(inputs[0]).CopyTo(sum);
            foreach (var input in inputs.AsSpan(1))
            {
                Elementwise.Add(run.Kernels, sum, run.Read<float>(input), Activation.None, sum);
            }
        });
    }
}
