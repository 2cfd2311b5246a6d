using Tessera.Kernels;
using Tessera.Models.Managed.Graphs;
using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed;

/// <summary>One task's use of a <see cref="ManagedModel"/>.</summary>
sealed class ManagedSession(ManagedModel model, Signature signature, KernelSession kernels) : IModelSession
{
    readonly Execution _execution = new(kernels);
    (int Count, Plan Plan)? _last;

    public Signature Signature => signature;

    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        Tensor[] tensors = [.. signature.Match(inputs).Select(Precision.Widen)];
        var plan = PlanFor([.. tensors.Select(tensor => (tensor.Type, tensor.Shape))]);
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i].Bytes.Span.CopyTo(_execution.WriteBytes(plan.Inputs[i]));
        }

        plan.Run(_execution);
        return signature.Outputs.Zip(plan.Outputs).ToDictionary(
            pair => pair.First.Key, pair => Precision.Narrow(Copy(pair.Second), pair.First.Type));
    }

    public void Run(ReadOnlySpan<float> input, int count, Span<float> output)
    {
        var plan = PlanFor(count, input.Length);
        var result = plan.Outputs[0];
        if (result.Type != ElementType.Float32 || output.Length != result.Shape.ElementCount)
        {
            throw TesseraException.User(
                $"{count} images give {result.Type} {result.Shape}, which does not fit into {output.Length} numbers");
        }

        input.CopyTo(_execution.Write<float>(plan.Inputs[0]));
        plan.Run(_execution);
        _execution.Read<float>(result).CopyTo(output);
    }

    public void Dispose()
    {
        _execution.Dispose();
        kernels.Dispose();
    }

    Plan PlanFor(int count, int length)
    {
        if (_last is { } last && last.Count == count && last.Plan.Inputs[0].Shape.ElementCount == length)
        {
            return last.Plan;
        }

        var plan = PlanFor([(ElementType.Float32, signature.ImageShape(count, length))]);
        _last = (count, plan);
        return plan;
    }

    Plan PlanFor((ElementType Type, TensorShape Shape)[] inputs)
    {
        var plan = model.PlanFor(new PlanKey(signature, inputs));
        _execution.Reserve(plan.ByteCount);
        _last = null;
        return plan;
    }

    Tensor Copy(Operand operand) =>
        operand.Constant ?? new Tensor(operand.Type, operand.Shape, _execution.ReadBytes(operand).ToArray());
}
