using Tessera.Models.Managed.Planning;

namespace Tessera.Models.Managed.Operators.Arithmetic;

/// <summary>
/// Each number, or the limit that it exceeds. Inputs tensor, lower and upper limit, both of one number.
/// </summary>
sealed class ClipByValue : IOperator
{
    public void Bind(NodeBinding node)
    {
        var (x, low, high) = (node.FloatInput(0), node.FloatInput(1), node.FloatInput(2));
        if (low.Shape.ElementCount != 1 || high.Shape.ElementCount != 1)
        {
            throw TesseraException.User($"its limits {low.Shape} and {high.Shape} must each be one number");
        }

        var y = node.OutputInPlace(x);
        node.Compute(run => Apply(
            run.Read<float>(x), run.Read<float>(low)[0], run.Read<float>(high)[0], run.Write<float>(y)));
    }

    static void Apply(ReadOnlySpan<float> x, float low, float high, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Max(MathF.Min(x[i], high), low);
        }
    }
}
