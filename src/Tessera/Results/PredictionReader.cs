using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tessera.Results;

/// <summary>Reads prediction lines; what is not one is the user's error, with file and line number.</summary>
public static class PredictionReader
{
    /// <summary>Streams the predictions of one file in bounded memory.</summary>
    /// <param name="stream">The file's bytes; stays the caller's.</param>
    /// <param name="name">Names the file in errors.</param>
    /// <param name="classes">Number of classes: a class or label must be smaller.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="TesseraException">A line is no prediction.</exception>
    public static async IAsyncEnumerable<Prediction> ReadAsync(
        Stream stream, string name, int classes, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var parser = new PredictionParser(classes);
        var number = 0L;
        await foreach (var line in LineReader.ReadAsync(stream, name, cancellationToken))
        {
            number++;
            yield return Parse(parser, line.Span, name, number);
        }
    }

    static Prediction Parse(PredictionParser parser, ReadOnlySpan<byte> line, string name, long number)
    {
        try
        {
            return parser.Parse(line);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw TesseraException.User($"{name}:{number}: not a prediction: {e.Message}", e);
        }
    }
}
