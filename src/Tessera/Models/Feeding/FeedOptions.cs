namespace Tessera.Models.Feeding;

/// <summary>
/// What the user says of a model that does not say it itself: how pixels enter it, and what its classes are called. A
/// pixel enters as (value · scale − mean) / std of its channel, in the model's order of channels.
/// </summary>
public sealed record FeedOptions
{
    // Pixels between them stay numbers in float32.
    const double Smallest = 1e-9;
    const double Largest = 1e9;

    /// <summary>What a pixel's value, 0 to 255, is multiplied with. Default 1 / 255.</summary>
    public double? Scale { get; init; }

    /// <summary>What is subtracted then: one number, or one a channel. Default 0.</summary>
    public IReadOnlyList<double>? Mean { get; init; }

    /// <summary>What it is divided by then, above zero: one number, or one a channel. Default 1.</summary>
    public IReadOnlyList<double>? Std { get; init; }

    /// <summary>The model's order of channels. Default <c>rgb</c>; or <c>bgr</c>.</summary>
    public ChannelOrder Channels { get; init; }

    /// <summary>
    /// A text file of this machine with the classes' names: one a line, or a JSON array. Default: the model's, else the
    /// dataset's if they are as many, else numbers.
    /// </summary>
    public string? Classes { get; init; }

    /// <summary>Whether pixels are to enter otherwise than the model says.</summary>
    internal bool ChangesPixels => Scale is not null || Mean is not null || Std is not null;

    /// <summary>Whether nothing is said.</summary>
    internal bool IsDefault => !ChangesPixels && Channels == ChannelOrder.Rgb && Classes is null;

    static bool IsMagnitude(double value) => Math.Abs(value) <= Largest;

    /// <summary>What is not allowed, each with what is.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Scale is { } scale && !(scale >= Smallest && scale <= Largest))
        {
            yield return $"--scale {scale}: give a number from {Smallest:G1} to {Largest:G1}";
        }

        if (Mean?.All(IsMagnitude) == false)
        {
            yield return $"--mean {string.Join(',', Mean)}: give numbers from -{Largest:G1} to {Largest:G1}";
        }

        if (Std?.All(value => value >= Smallest && value <= Largest) == false)
        {
            yield return $"--std {string.Join(',', Std)}: give numbers from {Smallest:G1} to {Largest:G1}";
        }
    }
}
