namespace Tessera.Imaging;

/// <summary>A kind of picture files.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Magic">How every file of it begins.</param>
/// <param name="Decode">Reads one, in the pixel format asked for; throws <see cref="ImageException"/>.</param>
sealed record ImageFormat(string Name, byte[] Magic, Func<Stream, PixelFormat, Picture> Decode);
