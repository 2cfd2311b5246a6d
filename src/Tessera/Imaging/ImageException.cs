namespace Tessera.Imaging;

/// <summary>
/// One image that cannot be read: broken, cut short, too large, of an unknown kind. It becomes the row of that image,
/// with this one-line message, and the job goes on; a caller for whom the image is essential turns it into a
/// <see cref="TesseraException"/> that names the file.
/// </summary>
public sealed class ImageException(string message, Exception? inner = null) : Exception(message, inner);
