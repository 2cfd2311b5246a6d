using System.Text.Json;
using Tessera.Results.Report;

namespace Tessera.Pipeline.Steps;

/// <summary>What <c>run.json</c> says, as names and values for people.</summary>
static class RunFacts
{
    public static IReadOnlyList<Fact> Options(RunFile file)
    {
        var options = JsonSerializer.SerializeToElement(file.Options, TesseraJson.Default.JobOptions);
        return [.. Flatten("", options), .. Recipe(file)];
    }

    public static IReadOnlyList<Fact> Versions(RunFile file) =>
    [
        new("Tessera", file.Tessera),
        new(".NET", file.Runtime),
        new("System", file.System),
        new("Kernels", file.Kernels),
        new("Dataset", $"{file.Dataset} ({Identity.Short(file.DatasetChecksum)})"),
        new("Model", $"{file.Model} ({Identity.Short(file.ModelChecksum)})"),
    ];

    /// <summary>The numbers that no option sets.</summary>
    static IEnumerable<Fact> Recipe(RunFile file)
    {
        if (file.Recipe is null)
        {
            return [];
        }

        var options = JsonSerializer.SerializeToElement(file.Options.Training, TesseraJson.Default.TrainingOptions);
        var recipe = JsonSerializer.SerializeToElement(file.Recipe, TesseraJson.Default.Recipe);
        return Flatten("recipe.", recipe)
            .Where(fact => !options.TryGetProperty(fact.Name["recipe.".Length..], out _));
    }

    static IEnumerable<Fact> Flatten(string prefix, JsonElement options) =>
        options.EnumerateObject().SelectMany(option => option.Value.ValueKind == JsonValueKind.Object
            ? Flatten($"{prefix}{option.Name}.", option.Value)
            : [new Fact(prefix + option.Name, option.Value.ToString())]);
}
