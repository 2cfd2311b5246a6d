using Tessera.Models;
using Tessera.Models.Managed.Planning;

namespace Tessera.Tests.Models.Managed;

public sealed class MemoryPlannerTests
{
    const int Bytes = 64;

    [Fact]
    public void A_value_that_is_no_longer_needed_gives_up_its_place()
    {
        var values = Enumerable.Range(0, 5).Select(_ => Value()).ToArray();
        Step[] steps = [.. values.Skip(1).Select((value, i) => Compute([values[i]], value))];

        var bytes = MemoryPlanner.Place(steps, [values[0]], [values[4]]);

        Assert.Equal(2 * Bytes, bytes);
    }

    [Fact]
    public void Values_that_are_needed_together_do_not_overlap()
    {
        var (a, b, sum) = (Value(), Value(), Value());

        var bytes = MemoryPlanner.Place([Compute([], a), Compute([], b), Compute([a, b], sum)], [], [sum]);

        Assert.Equal(3 * Bytes, bytes);
        Assert.Equal(3, new[] { a, b, sum }.Select(value => value.Buffer!.Offset).Distinct().Count());
    }

    [Fact]
    public void An_output_takes_over_an_input_that_is_not_needed_afterwards()
    {
        var (x, y) = (Value(), Value());
        var step = Compute([x], y) with { InPlace = x };

        var bytes = MemoryPlanner.Place([step], [x], [y]);

        Assert.Equal(Bytes, bytes);
    }

    [Fact]
    public void An_input_that_is_needed_afterwards_is_not_taken_over()
    {
        var (x, y, sum) = (Value(), Value(), Value());
        var step = Compute([x], y) with { InPlace = x };

        MemoryPlanner.Place([step, Compute([x, y], sum)], [x], [sum]);

        Assert.NotEqual(x.Buffer!.Offset, y.Buffer!.Offset);
    }

    static Operand Value() => Operand.Computed(ElementType.Float32, new TensorShape(Bytes / sizeof(float)));

    static Step Compute(Operand[] reads, Operand write) => new([.. reads], [write], null, _ => { });
}
