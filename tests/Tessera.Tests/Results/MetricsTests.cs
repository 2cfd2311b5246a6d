using System.Text;
using Tessera.Results;

namespace Tessera.Tests.Results;

public sealed class MetricsTests
{
    [Fact]
    public void Figures_are_those_computed_by_hand()
    {
        var metrics = Tally(
            Prediction.Of("1", 0, new(0, 0.5), new(1, 0.5)),
            Prediction.Of("2", 0, new(1, 0.75), new(0, 0.25)),
            Prediction.Of("3", 1, new ClassConfidence(1, 1)),
            Prediction.Of("4", null, new ClassConfidence(1, 1)),
            Prediction.Failed("5", 2, "broken"));

        Assert.Equal((5, 1, 3, 2), (metrics.Images, metrics.Errors, metrics.Labelled, metrics.Correct));
        Assert.Equal(0.666667, metrics.Accuracy);
        Assert.Equal(Math.Round((Math.Log(2) + Math.Log(4)) / 3, 6), metrics.LogLoss);
        var (first, second) = (metrics.Classes[0], metrics.Classes[1]);
        Assert.Equal((1, 0.5, 0.666667), (first.Precision, first.Recall, first.F1));
        Assert.Equal((0.5, 1, 0.666667), (second.Precision, second.Recall, second.F1));
        Assert.Equal((0, 0, 0), (metrics.Classes[2].Support, metrics.Classes[2].Predicted, metrics.Classes[2].F1));
        Assert.Equal((0.75, 0.75, 0.666667), (metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1));
    }

    [Fact]
    public void The_loss_of_a_sure_mistake_is_bounded()
    {
        var metrics = Tally(Prediction.Of("1", 2, new ClassConfidence(0, 1)));

        Assert.Equal(Math.Round(-Math.Log(1e-12), 6), metrics.LogLoss);
    }

    [Theory]
    [InlineData(5, 1.0)]
    [InlineData(4, null)]
    public void The_top_five_are_counted_where_five_were_asked_for(int topK, double? expected)
    {
        var tally = new PredictionTally(["a", "b", "c", "d", "e", "f"]);

        float[] probabilities = [0.3f, 0.2f, 0.2f, 0.2f, 0.1f, 0f];
        tally.Add(Prediction.FromProbabilities("1", 4, probabilities, topK), probabilities);

        Assert.Equal(expected, tally.ToMetrics("test").Top5Accuracy);
    }

    [Fact]
    public void Counts_of_shards_add_up_to_the_figures_of_all_images()
    {
        Prediction[] predictions =
        [
            Prediction.Of("1", 0, new ClassConfidence(0, 0.75)), Prediction.Of("2", 1, new ClassConfidence(0, 0.5)),
            Prediction.Of("3", 1, new ClassConfidence(1, 1)), Prediction.Failed("4", 2, "broken"),
        ];
        var sum = new PredictionTally(["a", "b", "c"]);
        foreach (var shard in predictions.Chunk(2))
        {
            var part = new PredictionTally(["a", "b", "c"]);
            Array.ForEach(shard, prediction => part.Add(prediction, Probabilities(prediction)));
            sum.Add(part.ToCounts());
        }

        Assert.Equal(MetricsJson.Format(Tally(predictions)), MetricsJson.Format(sum.ToMetrics("test")));
    }

    [Fact]
    public void No_image_at_all_has_no_accuracy()
    {
        var metrics = Tally();

        Assert.Null(metrics.Accuracy);
        Assert.Null(metrics.LogLoss);
        Assert.Null(metrics.MacroF1);
    }

    [Fact]
    public void The_file_is_the_golden_one_and_reads_back()
    {
        var metrics = Tally(
            Prediction.Of("1", 0, new ClassConfidence(0, 0.5)), Prediction.Of("2", 1, new(0, 0.5), new(1, 0.5)));

        var json = MetricsJson.Format(metrics);

        Golden.Check("Results/metrics.json", Encoding.UTF8.GetString(json));
        Assert.Equal(json, MetricsJson.Format(MetricsJson.Parse(json, "metrics.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"split":null,"images":1,"errors":0,"labelled":1,"correct":1,"classes":[]}""")]
    public void What_is_no_metrics_file_names_the_file(string json)
    {
        var error = Assert.Throws<TesseraException>(() => MetricsJson.Parse(Encoding.UTF8.GetBytes(json), "m.json"));

        Assert.StartsWith("m.json: not a metrics file", error.Message, StringComparison.Ordinal);
    }

    static Metrics Tally(params Prediction[] predictions)
    {
        var tally = new PredictionTally(["a", "b", "c"]);
        foreach (var prediction in predictions)
        {
            tally.Add(prediction, Probabilities(prediction));
        }

        return tally.ToMetrics("test");
    }

    static float[] Probabilities(Prediction prediction)
    {
        var probabilities = new float[3];
        foreach (var (index, confidence) in prediction.Top)
        {
            probabilities[index] = (float)confidence;
        }

        return probabilities;
    }
}
