using Tessera.Pipeline.Classify;
using Tessera.Training;

namespace Tessera.Pipeline.Steps;

/// <summary>
/// What is to be classified. Of a shard that is its name and the number of its images: the dataset's manifest, with the
/// hashes, need not be kept for as long as the stage takes.
/// </summary>
/// <param name="Spec">The stage.</param>
/// <param name="Recipe">How the model was trained; null for a model that was given.</param>
/// <param name="Shards">Those of the split.</param>
sealed record ClassifyPlan(ClassifySpec Spec, Recipe? Recipe, IReadOnlyList<ShardPlan> Shards);
