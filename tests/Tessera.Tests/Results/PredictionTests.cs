using Tessera.Results;

namespace Tessera.Tests.Results;

public sealed class PredictionTests
{
    [Fact]
    public void The_likeliest_classes_come_first_and_ties_go_to_the_lower_index()
    {
        var prediction = Prediction.FromProbabilities("k", 3, [0.1f, 0.3f, 0.05f, 0.3f, 0.25f], topK: 4);

        Assert.Equal([1, 3, 4, 0], prediction.Top.Select(entry => entry.Class));
        Assert.Equal([0.3, 0.3, 0.25, 0.1], prediction.Top.Select(entry => entry.Confidence));
        Assert.True(prediction.IsWrong);
    }

    [Fact]
    public void More_than_all_classes_are_all_classes()
    {
        var prediction = Prediction.FromProbabilities("k", 1, [0f, 1f], topK: 9);

        Assert.Equal([1, 0], prediction.Top.Select(entry => entry.Class));
        Assert.True(prediction.IsRight);
    }

    [Fact]
    public void A_model_that_answers_not_a_number_makes_a_failed_image()
    {
        var prediction = Prediction.FromProbabilities("k", 1, [0f, float.NaN], topK: 1);

        Assert.Equal("the model's output is not a number", prediction.Error);
        Assert.False(prediction.IsRight || prediction.IsWrong);
    }

    [Fact]
    public void The_likeliest_agree_with_a_stable_sort()
    {
        var random = new Random(7);
        var probabilities = Enumerable.Range(0, 200).Select(_ => random.Next(50) / 50f).ToArray();

        var prediction = Prediction.FromProbabilities("k", null, probabilities, topK: 20);

        var expected = Enumerable.Range(0, 200).OrderByDescending(i => probabilities[i]).Take(20);
        Assert.Equal(expected, prediction.Top.Select(entry => entry.Class));
    }
}
