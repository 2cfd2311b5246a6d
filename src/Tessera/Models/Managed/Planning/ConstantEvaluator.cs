namespace Tessera.Models.Managed.Planning;

/// <summary>Runs a single step whose inputs are all known.</summary>
static class ConstantEvaluator
{
    // Results of folding stay in memory as long as the model; a hostile graph must not make them grow without bound.
    const long MaximumBytes = 1L << 29;

    /// <summary>The outputs' values.</summary>
    public static IEnumerable<Tensor> Evaluate(Step step, IReadOnlyList<Operand> outputs, PreparedWeights prepared)
    {
        var bytes = MemoryPlanner.Place([step], [], outputs);
        if (bytes > MaximumBytes)
        {
            throw TesseraException.User(
                $"a constant of {bytes} bytes would have to be computed; at most {MaximumBytes} are allowed");
        }

        using var execution = new Execution(prepared.Session);
        execution.Reserve(bytes);
        step.Run(execution);
        return [.. outputs.Select(output => output.Constant
            ?? new Tensor(output.Type, output.Shape, execution.ReadBytes(output).ToArray()))];
    }
}
