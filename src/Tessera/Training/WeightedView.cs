namespace Tessera.Training;

/// <summary>One of the views of an image whose logits are averaged when it is classified.</summary>
readonly record struct WeightedView(View View, float Weight)
{
    /// <summary>The image alone.</summary>
    public static WeightedView[] Alone { get; } = [new(default, 1)];

    /// <summary>The image and its mirror image.</summary>
    public static WeightedView[] Mirror { get; } = [.. BothSides(0, 1)];

    /// <summary>
    /// Half of it the image, half two views moved by a pixel along the diagonal; all with their mirror images.
    /// </summary>
    public static WeightedView[] MirrorAndShift { get; } =
        [.. BothSides(0, 0.5f), .. BothSides(1, 0.25f), .. BothSides(-1, 0.25f)];

    static WeightedView[] BothSides(int shift, float weight) =>
    [
        new(new View(shift, shift, IsMirrored: false), weight / 2),
        new(new View(shift, shift, IsMirrored: true), weight / 2),
    ];
}
