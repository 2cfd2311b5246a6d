using Tessera.Results.Report;

namespace Tessera.Tests.Results.Report;

public sealed class ReportCollectorTests
{
    [Fact]
    public async Task The_worst_mistakes_are_the_surest_and_name_their_rows()
    {
        var collector = await Samples.CollectAsync(["a", "b", "c", "d"], images: 42, mistakes: 3);

        Assert.Equal(
            [
                new("test-00000020", "test-00000", 20, 0, 1, 0.8),
                new("test-00000041", "test-00000", 41, 1, 2, 0.8),
                new Mistake("test-00000005", "test-00000", 5, 1, 2, 0.75),
            ],
            collector.Worst);
    }

    [Fact]
    public void The_order_of_adding_does_not_change_the_worst_mistakes()
    {
        var mistakes = Enumerable.Range(0, 100).Select(i => new Mistake($"{i}", "s", i, 0, 1, i / 10 / 10.0)).ToArray();

        var forward = Worst(mistakes);
        var backward = Worst(mistakes.Reverse());

        Assert.Equal(forward, backward);
        Assert.Equal(
            ["90", "91", "92", "93", "94", "95", "96", "97", "98", "99", "80", "81"],
            forward.Select(mistake => mistake.Key));
    }

    [Fact]
    public void No_mistakes_can_be_asked_for()
    {
        var worst = new WorstMistakes(0);

        worst.Add(new("a", "s", 0, 0, 1, 1));

        Assert.Empty(worst.Ordered);
    }

    [Fact]
    public void The_calibration_error_is_the_one_computed_by_hand()
    {
        var confidences = new ConfidenceHistogram();
        confidences.Add(0.92, isRight: true);
        confidences.Add(0.94, isRight: false);
        confidences.Add(0.52, isRight: true);
        confidences.Add(1, isRight: true);

        Assert.Equal((3, 1), (confidences.Right, confidences.Wrong));
        Assert.Equal(0.845, confidences.MeanConfidence, 12);
        Assert.Equal(((0.93 - 0.5) * 2 / 4) + ((1 - 0.52) / 4), confidences.CalibrationError, 12);
        Assert.Equal(new ConfidenceBin(1, 1, 0.93), confidences[18]);
        Assert.Equal(new ConfidenceBin(1, 0, 1), confidences[19]);
    }

    static IReadOnlyList<Mistake> Worst(IEnumerable<Mistake> mistakes)
    {
        var worst = new WorstMistakes(12);
        foreach (var mistake in mistakes)
        {
            worst.Add(mistake);
        }

        return worst.Ordered;
    }
}
