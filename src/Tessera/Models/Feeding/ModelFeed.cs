using System.Collections.Immutable;
using System.Globalization;
using Tessera.Models.SavedModel;

namespace Tessera.Models.Feeding;

/// <summary>
/// How images enter a model and what its classes are called: as its <c>tessera.json</c> says, or, for a model of
/// somebody else's, as its signature and the user's options say. An option wins.
/// </summary>
/// <param name="Metadata">Image, normalisation (in the model's order of channels) and classes.</param>
/// <param name="Channels">The model's order of channels.</param>
public sealed record ModelFeed(ModelMetadata Metadata, ChannelOrder Channels)
{
    const double DefaultScale = 1 / 255.0;
    const int MostChannels = 4;

    /// <summary>The feed of a model that says everything itself.</summary>
    public static ModelFeed Of(ModelMetadata metadata) => new(metadata, ChannelOrder.Rgb);

    /// <summary>Reads what the model says, and adds what it does not.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="signature">The signature that will run.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="size">Height and width for a model that takes images of any size.</param>
    /// <param name="classes">Names that are taken when nobody gives any and there are as many.</param>
    /// <exception cref="TesseraException">It cannot classify images, or the options do not fit it.</exception>
    public static ModelFeed Resolve(
        IModelFolder folder,
        string signature,
        FeedOptions options,
        (int Height, int Width)? size,
        IReadOnlyList<string> classes)
    {
        var own = ModelMetadataFile.Read(folder);
        var called = SavedModelReader.ReadSignatures(SavedModelReader.ReadGraph(folder), folder.Location)
            .Require(signature, folder.Location);
        if (own is not null)
        {
            RequireFit(own, called, folder.Locate(SavedModelFiles.Metadata));
            if (options.IsDefault)
            {
                return Of(own);
            }
        }

        var image = own?.Image ?? ImageOf(called, size);
        var (mean, std) = own is not null && !options.ChangesPixels
            ? (own.Mean, own.Std)
            : Normalization(options, called, image.Channels);
        var metadata = new ModelMetadata
        {
            Network = own?.Network ?? Path.GetFileName(folder.Location.TrimEnd('/')),
            Classes = options.Classes is { } file
                ? RequireAsMany(ClassFile.Read(file), called)
                : own?.Classes ?? Names(called, classes),
            Image = image,
            Mean = mean,
            Std = std,
        };
        metadata.Validate();
        return new ModelFeed(metadata, options.Channels);
    }

    /// <summary>A model's own file may say anything; nothing is allocated or resized before it is compared.</summary>
    static void RequireFit(ModelMetadata own, Signature signature, string file)
    {
        var image = own.Image;
        if (signature.Inputs is not [{ Dimensions: [_, .. var row] }] || !Takes(row, image))
        {
            throw TesseraException.User(
                $"'{file}' says that the model takes images of {image}, but the signature '{signature.Name}' takes "
                + $"{string.Join("; ", signature.Inputs)}: correct the file, or choose with --signature");
        }

        if (CountOf(signature) is { } count && count != own.Classes.Length)
        {
            throw TesseraException.User(
                $"'{file}' names {own.Classes.Length} classes, but the model knows {count}: {signature.Outputs[0]}");
        }
    }

    // A network may take its images as vectors.
    static bool Takes(ImmutableArray<int> row, ModelImage image) => row is [var height, var width, var channels]
        ? IsOpenOr(height, image.Height) && IsOpenOr(width, image.Width) && IsOpenOr(channels, image.Channels)
        : row is [var count] && IsOpenOr(count, image.Height * image.Width * image.Channels);

    static bool IsOpenOr(int extent, int wanted) => extent < 0 || extent == wanted;

    /// <summary>(n, height, width, channels), what is open given by the user.</summary>
    static ModelImage ImageOf(Signature signature, (int Height, int Width)? size)
    {
        if (signature is not
            { Inputs: [{ Dimensions: [_, var height, var width, var channels] } input], Outputs.Length: 1 }
            || input.Type is not (ElementType.Float32 or ElementType.UInt8)
            || channels is < 1 or > MostChannels)
        {
            throw TesseraException.User(
                $"the signature '{signature.Name}' does not classify images: it takes "
                + $"{string.Join("; ", signature.Inputs)} and gives {string.Join("; ", signature.Outputs)}; needed are "
                + "one input (n, height, width, channels) of Float32 or UInt8 and one output; choose with --signature");
        }

        if ((height < 0 || width < 0) && size is null)
        {
            throw TesseraException.User($"the model takes images of any size, {input}: say which with --size");
        }

        return new ModelImage(
            height < 0 ? size!.Value.Height : height, width < 0 ? size!.Value.Width : width, channels);
    }

    /// <summary>
    /// (v · scale − mean) / std in units of v / 255. Bytes enter as they are.
    /// </summary>
    static (ImmutableArray<float> Mean, ImmutableArray<float> Std) Normalization(
        FeedOptions options, Signature signature, int channels)
    {
        var takesBytes = signature.Inputs[0].Type == ElementType.UInt8;
        if (takesBytes && options.ChangesPixels)
        {
            throw TesseraException.User(
                $"the model takes pixels as they are, {signature.Inputs[0]}: --scale, --mean and --std do not apply");
        }

        var unit = 255 * (takesBytes ? 1 : options.Scale ?? DefaultScale);
        return (
            [.. PerChannel(options.Mean, 0, channels, "--mean").Select(mean => (float)(mean / unit))],
            [.. PerChannel(options.Std, 1, channels, "--std").Select(std => (float)(std / unit))]);
    }

    static IEnumerable<double> PerChannel(
        IReadOnlyList<double>? values, double otherwise, int channels, string option) =>
        values switch
        {
            null => Enumerable.Repeat(otherwise, channels),
            [var only] => Enumerable.Repeat(only, channels),
            _ when values.Count == channels => values,
            _ => throw TesseraException.User(
                $"{option} has {values.Count} numbers, but the model takes {channels} channels: "
                + $"give one, or {channels}"),
        };

    static ImmutableArray<string> Names(Signature signature, IReadOnlyList<string> classes)
    {
        var count = CountOf(signature) ?? (classes.Count > 0 ? classes.Count : throw TesseraException.User(
            $"the model does not say how many classes it knows, {signature.Outputs[0]}: "
            + "give their names with --classes"));
        return count == classes.Count
            ? [.. classes]
            : [.. Enumerable.Range(0, count).Select(index => index.ToString(CultureInfo.InvariantCulture))];
    }

    static ImmutableArray<string> RequireAsMany(ImmutableArray<string> names, Signature signature) =>
        CountOf(signature) is { } count && count != names.Length
            ? throw TesseraException.User(
                $"--classes names {names.Length} classes, but the model knows {count}: {signature.Outputs[0]}")
            : names;

    static int? CountOf(Signature signature) =>
        signature.Outputs[0].Dimensions is [_, .., > 0 and var count] ? count : null;
}
