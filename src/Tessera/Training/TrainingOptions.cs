using Tessera.Networks;

namespace Tessera.Training;

/// <summary>What is trained and how, where it differs from the network's recipe.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Default <c>airbench90</c>; allowed: <c>small-cnn</c>, <c>resnet20</c>, <c>airbench90</c>, <c>airbench94</c>.
    /// </summary>
    public string Network { get; init; } = NetworkPresets.Airbench90;

    /// <summary>
    /// Passes over the training images; fractions are allowed. Default: the recipe's; above 0, at most 10,000.
    /// </summary>
    public double? Epochs { get; init; }

    /// <summary>Images a step. Default: the recipe's; from 2 to 65,536.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Default: the recipe's; above 0.</summary>
    public double? LearningRate { get; init; }

    /// <summary>
    /// Training images that are held out for the learning curve. Default: the recipe's, at most a tenth; at least 0.
    /// </summary>
    public int? Validation { get; init; }

    /// <summary>Decides the first weights, the order of the images and their augmentation. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>The network's recipe for so many training images, with these options in place of its values.</summary>
    public Recipe Recipe(long images)
    {
        var recipe = RecipePresets.For(Network);
        return recipe with
        {
            Epochs = Epochs ?? recipe.Epochs,
            BatchSize = BatchSize ?? recipe.BatchSize,
            LearningRate = LearningRate ?? recipe.LearningRate,
            Validation = Validation ?? (int)Math.Min(recipe.Validation, images / 10),
        };
    }

    /// <summary>Checks every option and names all that are wrong.</summary>
    /// <exception cref="TesseraException">Some are not allowed.</exception>
    public void Validate()
    {
        if (Problems() is [_, ..] problems)
        {
            throw TesseraException.User($"not allowed: {string.Join("; ", problems)}");
        }
    }

    /// <summary>What is not allowed, each with what is.</summary>
    internal IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Require(Epochs is null or (> 0 and <= 10_000), $"--epochs {Epochs}: above 0, at most 10,000");
        Require(BatchSize is null or (>= 2 and <= 65_536), $"--batch-size {BatchSize}: from 2 to 65,536");
        Require(LearningRate is null or (> 0 and <= 1000), $"--learning-rate {LearningRate}: above 0, at most 1,000");
        Require(Validation is null or >= 0, $"--validation {Validation}: at least 0");
        Require(
            NetworkPresets.Names.Contains(Network),
            $"--network {Network}: {string.Join(", ", NetworkPresets.Names)}");
        return problems;

        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                problems.Add(problem);
            }
        }
    }
}
