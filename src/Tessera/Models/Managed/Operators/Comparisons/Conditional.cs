using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Comparisons;

/// <summary>
/// The results of two branches, of which a condition chooses one: while the plan is made if it follows from shapes, or
/// when it runs. Inputs condition, result where it holds, other result.
/// </summary>
sealed class Conditional : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (condition, x, y) = (node.Input(0), node.Input(1), node.Input(2));
        if (condition.Constant is { } known)
        {
            var chosen = known.Bytes.Span.IndexOfAnyExcept((byte)0) >= 0 ? x : y;
            node.OutputView(chosen, chosen.Shape);
            return;
        }

        if (condition.Shape.ElementCount != 1 || x.Type != y.Type || !x.Shape.Equals(y.Shape))
        {
            throw TesseraException.User(
                $"its condition {condition.Shape} chooses {x.Type} {x.Shape} or {y.Type} {y.Shape} by the values of "
                + "the model's inputs; results of one shape are supported, or use --runtime tensorflow");
        }

        var z = node.Output(x.Type, x.Shape);
        node.Compute(run => run
            .ReadBytes(run.ReadBytes(condition).IndexOfAnyExcept((byte)0) >= 0 ? x : y)
            .CopyTo(run.WriteBytes(z)));
    }
}
