using System.Text;
using Tessera.Results;

namespace Tessera.Tests.Results;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Counts_are_summed_by_label_and_by_answer()
    {
        var matrix = ConfusionMatrix.FromTriples(3, [[0, 0, 5], [0, 2, 1], [1, 1, 4], [2, 0, 3]]);

        Assert.Equal((13, 9), (matrix.Total, matrix.Correct));
        Assert.Equal([6, 4, 3], matrix.CountByLabel());
        Assert.Equal([8, 4, 1], matrix.CountByPredicted());
        Assert.Equal((1, 0), (matrix[0, 2], matrix[2, 2]));
    }

    [Fact]
    public void Shards_add_up_the_same_in_any_order()
    {
        var one = ConfusionMatrix.FromTriples(2, [[0, 1, 2], [1, 1, 1]]);
        var two = ConfusionMatrix.FromTriples(2, [[1, 1, 7], [0, 0, 1]]);
        var forward = new ConfusionMatrix(2);
        var backward = new ConfusionMatrix(2);

        forward.Add(one);
        forward.Add(two);
        backward.Add(two);
        backward.Add(one);

        Assert.Equal(forward.ToTriples(), backward.ToTriples());
        Assert.Equal([[0, 0, 1], [0, 1, 2], [1, 1, 8]], forward.ToTriples());
    }

    [Theory]
    [InlineData(3, 0, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, -5)]
    [InlineData(long.MaxValue, 0, 1)]
    public void Triples_out_of_range_are_refused(long label, long predicted, long count) =>
        Assert.Throws<FormatException>(() => ConfusionMatrix.FromTriples(3, [[label, predicted, count]]));

    [Fact]
    public void Sums_that_overflow_are_refused() =>
        Assert.Throws<OverflowException>(() => ConfusionMatrix.FromTriples(2, [[0, 0, long.MaxValue], [0, 1, 1]]));

    [Fact]
    public void Thousands_of_classes_take_little_memory()
    {
        var matrix = new ConfusionMatrix(20_000);

        matrix.Add(19_999, 7);

        Assert.Equal([new(19_999, 7, 1)], matrix.Cells);
    }

    [Fact]
    public void The_CSV_quotes_what_RFC_4180_says()
    {
        var matrix = ConfusionMatrix.FromTriples(3, [[0, 1, 2], [2, 2, 9]]);

        var csv = Encoding.UTF8.GetString(ConfusionCsv.Format(matrix, ["a,b", "say \"c\"", "ä"]));

        Assert.Equal("label,\"a,b\",\"say \"\"c\"\"\",ä\n\"a,b\",0,2,0\n\"say \"\"c\"\"\",0,0,0\nä,0,0,9\n", csv);
    }
}
