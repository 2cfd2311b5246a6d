using System.Collections.Immutable;

namespace Tessera.Models;

/// <summary>
/// What a model says about the images that it takes and the classes that it knows: <c>assets.extra/tessera.json</c>.
/// A pixel enters the network as (value / 255 − mean) / std of its channel.
/// </summary>
public sealed record ModelMetadata
{
    /// <summary>
    /// The version of this file that this program writes; readers accept any, members are only ever added.
    /// </summary>
    public const int CurrentFormat = 1;

    /// <summary>The most classes: a hundred images' probabilities are 400 MB then.</summary>
    public const int MaxClasses = 1 << 20;

    /// <summary>The version of the file. Default <see cref="CurrentFormat"/>.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The name of the network, for people.</summary>
    public required string Network { get; init; }

    /// <summary>The classes' names; the index is the class.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>The images that the network takes.</summary>
    public required ModelImage Image { get; init; }

    /// <summary>The mean of each channel, in units of pixel / 255.</summary>
    public required ImmutableArray<float> Mean { get; init; }

    /// <summary>The standard deviation of each channel, in units of pixel / 255; above zero.</summary>
    public required ImmutableArray<float> Std { get; init; }

    /// <summary>Checks that the model takes the images of a dataset.</summary>
    /// <param name="image">What the dataset holds.</param>
    /// <param name="dataset">The dataset's name, for the message.</param>
    /// <exception cref="TesseraException">It takes others.</exception>
    public void RequireImage(ModelImage image, string dataset)
    {
        if (image != Image)
        {
            throw TesseraException.User(
                $"the model '{Network}' takes images of {Image}, but those of '{dataset}' are {image}: "
                + $"bring them to that size (--size {Image.Height}x{Image.Width}), or choose another model");
        }
    }

    /// <summary>Checks that the members fit each other.</summary>
    /// <exception cref="TesseraException">They do not.</exception>
    public void Validate()
    {
        if (Network is null || Classes.IsDefaultOrEmpty || Image is null || Mean.IsDefault || Std.IsDefault)
        {
            throw TesseraException.User("a model's metadata needs network, classes, image, mean and std");
        }

        if (!Image.IsValid)
        {
            throw TesseraException.User(
                $"a model cannot take images of {Image}: sides of 1 to {ModelImage.MaxSide} and 1 to 4 channels are "
                + $"allowed, together at most {ModelImage.MaxNumbers} numbers");
        }

        if (Classes.Length > MaxClasses || Classes.Contains(null!))
        {
            throw TesseraException.User(
                $"a model's {Classes.Length} classes must all have a name and be at most {MaxClasses}");
        }

        if (Mean.Length != Image.Channels || Std.Length != Image.Channels)
        {
            throw TesseraException.User(
                $"a model of {Image.Channels} channels needs as many means and standard deviations, "
                + $"not {Mean.Length} and {Std.Length}");
        }

        if (!Mean.All(float.IsFinite) || !Std.All(value => float.IsFinite(value) && value > 0))
        {
            throw TesseraException.User("a model's means must be finite and its standard deviations above zero");
        }
    }
}
