using System.CommandLine;
using Tessera.Cli.Arguments;
using Tessera.Cli.Help;
using Tessera.Cli.Output;
using Tessera.Pipeline;
using Tessera.Pipeline.Predict;
using Tessera.Results;

namespace Tessera.Cli.Commands;

static class PredictCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "PNG files", Arity = ArgumentArity.OneOrMore };
        var command = new TesseraCommand(
            "predict",
            "Classifies your own pictures with a trained model.",
            "predict cat.png dog.png",
            "predict *.png --model my-model --top 3 --json");
        files.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } token)
            {
                result.AddError(UsageErrors.UnknownOption(token.Value, command));
            }
        });
        command.Add(files);
        return JobCommand.Create(command, JobFlags.Predict, surroundings, (options, context, cancellation) =>
            OneGo.RunAsync(
                () => PredictAsync(context.Arguments.GetRequiredValue(files), options, context, cancellation),
                cancellation));
    }

    static async Task<int> PredictAsync(
        string[] files, JobOptions options, CommandContext context, CancellationToken cancellation)
    {
        using var predictor = await PicturePredictor.OpenAsync(options, cancellation);
        var writer = new PredictionPrinter(context, predictor.Classes, files.Max(file => file.Length));
        var unreadable = 0;
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var prediction = RequireAllowed(predictor.Predict(file), options.OnError);
            unreadable += prediction.Error is null ? 0 : 1;
            writer.Write(prediction);
        }

        if (unreadable > 0)
        {
            throw TesseraException.User($"{unreadable} of {files.Length} files could not be read");
        }

        return files.Length;
    }

    static Prediction RequireAllowed(Prediction prediction, OnError policy) =>
        prediction.Error is null || policy == OnError.Skip
            ? prediction
            : throw TesseraException.User($"cannot read '{prediction.Key}': {prediction.Error}");
}
