namespace Tessera.Datasets.Sources.Pickle;

/// <summary>
/// A pickle that is damaged, too large or holds something other than data; one line, without the file's name.
/// </summary>
sealed class PickleException(string message) : Exception(message);
