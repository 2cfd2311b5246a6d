namespace Tessera.Models.Managed.Operators.Resizing;

/// <summary>How much a source pixel counts at a distance.</summary>
/// <param name="Radius">The distance from which on it counts nothing, in pixels.</param>
/// <param name="Weight">The weight at a distance ≥ 0.</param>
sealed record ResizeKernel(float Radius, Func<float, float> Weight)
{
    /// <summary>The kernel of TensorFlow's name.</summary>
    /// <exception cref="TesseraException">There is none of that name.</exception>
    public static ResizeKernel Of(string name) => name switch
    {
        "lanczos1" => Lanczos(1),
        "lanczos3" => Lanczos(3),
        "lanczos5" => Lanczos(5),
        "gaussian" => new(1.5f, x => x >= 1.5f ? 0 : MathF.Exp(-2 * x * x)),
        "box" => new(1, x => x < 0.5f ? 1 : x == 0.5f ? 0.5f : 0),
        "triangle" => new(1, x => MathF.Max(0, 1 - x)),
        "keyscubic" => new(2, x => x >= 2 ? 0
            : x >= 1 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2
            : (1.5f * x - 2.5f) * x * x + 1),
        "mitchellcubic" => new(2, x => x >= 2 ? 0
            : x >= 1 ? ((-7f / 18 * x + 2) * x - 10f / 3) * x + 16f / 9
            : (7f / 6 * x - 2) * x * x + 8f / 9),
        _ => throw TesseraException.User($"there is no kernel '{name}'; use --runtime tensorflow"),
    };

    static ResizeKernel Lanczos(float radius) => new(radius, x => x > radius ? 0
        : x <= 1e-3f ? 1
        : radius * MathF.Sin(MathF.PI * x) * MathF.Sin(MathF.PI * x / radius) / (MathF.PI * MathF.PI * x * x));
}
